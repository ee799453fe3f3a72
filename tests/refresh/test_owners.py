"""Contacts of a person or of another organization are not proposed for a pôle."""

from __future__ import annotations

import pytest

from refresh.asking import KING, OWN, asked, facts, of_page, short
from refresh.fake_sites import Web, html


@pytest.mark.parametrize(
    "body",
    [
        "<div><p>Marie Tremblay, directrice générale</p><p>819 555-0170</p></div>",
        "<div><h3>Marie Tremblay</h3><p>819 555-0170, poste 3</p></div>",
        "<div><h4>MARIE DE LA TOUR</h4><p>Concertation</p><p>Tél. : 819 555-0170</p></div>",
        "<div><p>Directrice</p><p>Depuis 2012</p><p>Lundi</p><p>Tél. : 819 555-0170</p></div>",
        "<div><img alt='Photo de Marie Tremblay'><p>819 555-0170</p></div>",
        "<div><p>M. E. Tremblay</p><p>Tél. : 819 555-0170</p></div>",
        "<li>Tél. : 819 555-0170<br>mtremblay@economiesocialeestrie.ca</li>",
        "<footer><p>Coordonnatrice : Marie Tremblay</p><p>Tél. : 819 555-0170</p></footer>",
        "<p>Présidente : Marie Tremblay (<a href='tel:8195550170'>819 555-0170</a>)</p>",
        "<footer><a href='tel:8195550170'>Marie Tremblay</a></footer>",
        "<footer>Contact média : Marie Tremblay 819 555-0170</footer>",
        "<footer>819 555-0170 – Marie Tremblay</footer>",
        "<footer>Marie Tremblay | 819 555-0170</footer>",
        "<footer>Ligne directe : 819 555-0170</footer>",
        "<div class='news'><p>Inscription : 819 555-0188</p></div>",
        "<h2>Conseil d'administration</h2><p>Ève Roy, Coop X, 819 555-0170, info@coopx.example</p>",
        "<h3>Membre en vedette</h3><p>Coop X, 12, rue King, Magog QC J1X 2A1. Tél. : 819 555-0170",
        "<p>Conception : Agence Zap, 450 555-0199</p>",
        "<footer>© 2025 | Site par <a href='https://zap.example'>Zap</a> | 450 555-0199</footer>",
        "<footer>Propulsé par Zap : info@zap.example</footer>",
        "<footer><a href='https://facebook.com/marie.tremblay.54'>Facebook</a></footer>",
        "<h4>Marie Tremblay</h4><a href='https://facebook.com/marie.tremblay'>f</a>",
        "<div class=vcard><a href='https://facebook.com/marie.tremblay'>f</a></div>",
        "<footer><a href='https://www.linkedin.com/in/marie-tremblay-1'>LinkedIn</a></footer>",
        "<footer><a href='https://www.facebook.com/profile.php?id=1000'>Facebook</a></footer>",
        "<footer><a href='https://www.facebook.com/people/Marie/1000'>Facebook</a></footer>",
        "<footer><a href='https://www.facebook.com/p/Marie-1000'>Facebook</a></footer>",
        "<footer><a href='https://www.facebook.com/reel/1000'>Facebook</a></footer>",
        "<footer><a href='https://www.facebook.com/wix'>Facebook</a></footer>",
        "<footer>Conception : <a href='https://www.facebook.com/zap'>Zap</a></footer>",
        "<footer><a href='https://www.facebook.com/sharer/sharer.php?u=x'>Partager</a></footer>",
    ],
)
def test_contacts_of_others_are_not_proposed(web: Web, body: str) -> None:
    """Direct lines, profiles, and numbers of events or web agencies are not proposed."""
    assert [] == of_page(web, body)


def test_a_number_counts_beside_the_general_mailbox(web: Web) -> None:
    """A number beside a person's name counts if the organization's mailbox is on the same line."""
    body = f"<div>Marie Tremblay, coordonnatrice<br>Tél. : 819 555-0170<br>{OWN}</div>"
    assert [f"email new {OWN}", "phone new 819 555-0170"] == of_page(web, body)


def test_a_page_of_contact_with_the_whole_team(web: Web) -> None:
    """On a team page, the shared number is the pôle's; extensions and mailboxes are persons'."""
    team = "".join(
        f"<div class=card><h4>{name}</h4><p>{title}</p><p>819 555-0170, poste {number}</p>"
        f"<a href='mailto:x{number}@economiesocialeestrie.ca'>Courriel</a></div>"
        for number, name, title in (
            (101, "Marie Tremblay", "Directrice générale"),
            (102, "Luc Roy", "Conseiller"),
            (103, "Ève X", ""),
        )
    )
    own = f"<h1>Contact</h1><p>Téléphone : 819 555-0170<br>Courriel : {OWN}</p>"
    body = f"{own}<h2>Équipe</h2>{team}"
    assert [f"email new {OWN}", "phone new 819 555-0170"] == of_page(web, body)


@pytest.mark.parametrize(
    "name", ["a/s Ève Roy", "Att. : Ève Roy, directrice", "Ève Roy, directrice", "Ève Roy"]
)
def test_a_person_in_an_address_or_a_link(web: Web, name: str) -> None:
    """A person's name is left out of addresses and their evidence, as for telephones."""
    body = f"""<footer>230, rue King Ouest, bureau 305<br>{name}<br>Sherbrooke (Québec) J1H 1P9
    </footer><div class=contact><a href="tel:819-555-0170 Ève Roy">Téléphone</a></div>"""
    assert facts(f"phone new 819 555-0170\n{KING}") == of_page(web, body)
    assert "Roy" not in str(asked(web, "estrie"))


def test_a_direct_line_next_to_the_mailbox_of_the_organization(web: Web) -> None:
    """A name beside a number counts more than the organization's mailbox on the line before."""
    body = f"<p>Écrivez-nous : {OWN}</p><ul><li>Ève Roy, conseillère, 819 555-0170</li></ul>"
    assert [f"email new {OWN}"] == of_page(web, body)


def test_the_number_above_that_of_another_office(web: Web) -> None:
    """The organization's telephone is the one near its mailbox, not a service point's."""
    body = f"""<p>Tél. : 819 555-0170<br>Sans frais : 1 888 555-0170<br>Téléc. : 819 555-0171<br>
    {OWN}</p><h2>Heures</h2><p>8 h à 16 h</p><h2>Point de service</h2><p>45, rue Principale<br>
    Magog (Québec) J1X 2A1<br>Tél. : 819 555-0172</p><footer><p>230, rue King Ouest, bureau 305<br>
    Sherbrooke (Québec) J1H 1P9</p></footer>"""
    assert facts(f"email new {OWN}\nphone new 819 555-0170\n{KING}") == of_page(web, body)


def test_the_foot_of_a_host(web: Web) -> None:
    """On a host's page, contacts near the host's own mailbox belong to the host."""
    body = """<main><h1>Pôle de l'Estrie</h1><p>Tél. : 819 555-0170, info@poleestrie.ca</p></main>
    <footer>MRC, 632, rue King, Sherbrooke (Québec) J1H 1P9<br>819 555-0001 · info@mrc.example
    <a href="https://www.facebook.com/mrc">Facebook</a></footer>"""
    assert ["email new info@poleestrie.ca", "phone new 819 555-0170"] == of_page(web, body)


def test_the_office_of_the_known_city(web: Web) -> None:
    """Of two offices, the one in the known city is chosen, with its telephone."""
    body = """<div>Bureau de Magog<br>45, rue Principale<br>Magog (Québec) J1X 2A1<br>
    Tél. : 819 555-0171</div><div>Bureau de Sherbrooke<br>230, rue King Ouest, bureau 305<br>
    Sherbrooke (Québec) J1H 1P9<br>Tél. : 819 555-0170</div>"""
    assert facts(f"phone new 819 555-0170\n{KING}") == of_page(web, body)


def test_members_of_the_pole_are_not_the_pole(web: Web) -> None:
    """Numbers of members are ignored, and the pôle's own in the footer is read."""
    members = "".join(
        f"<li>Coop {n} : 819 555-{n:04}, info@coop{n}.example</li>" for n in range(10)
    )
    assert [] == of_page(web, f"<ul>{members}</ul>")
    body = f"<ul>{members}</ul><footer>819 555-0170 · {OWN}</footer>"
    assert [f"email new {OWN}", "phone new 819 555-0170"] == of_page(web, body)


def test_the_site_of_a_host(web: Web) -> None:
    """A host's site gives the pôle's contacts, but not the host's social pages."""
    page = """<title>CDROL</title><p>Le pôle d'économie sociale de l'Outaouais</p><footer>
    819 555-0150 · info@cdrol.coop <a href="https://facebook.com/cdrol">Facebook</a></footer>"""
    web.sites["cdrol.coop"] = {"/": html(page)}
    assert [
        "host_website confirmed https://cdrol.coop",
        "email new info@cdrol.coop",
        "phone new 819 555-0150",
    ] == short(asked(web, "outaouais"))


@pytest.mark.parametrize(
    ("pole", "text", "believed"),
    [
        ("estrie", "L'économie sociale en Estrie", True),
        ("estrie", "THE SOCIAL ECONOMY IN THE EASTERN TOWNSHIPS", True),
        ("estrie", "L'économie sociale au Québec", False),
        ("estrie", "Spa et détente en Estrie", False),
        ("estrie", "Les pôles d'économie sociale : Estrie, Laval, Mauricie", False),
        ("estrie", "Économie sociale Lanaudière : la TRESL. Nos voisins : l'Estrie", False),
        ("estrie", "L'économie sociale en Estrie. Estrie, Laval : même défi", True),
        ("mauricie", "Tout près : l'économie sociale, le CRES", False),
        ("monteregie-est", "L'économie sociale en Montérégie", False),
        ("monteregie-est", "Le PECEM et l'entrepreneuriat collectif", True),
        ("monteregie-est", "Le pecem et l'entrepreneuriat collectif", False),
        ("capitale-nationale", "L'économie sociale à Québec", False),
        ("capitale-nationale", "Pôle CN : économie sociale", True),
    ],
)
def test_a_site_must_identify_the_pole(web: Web, pole: str, text: str, believed: bool) -> None:
    """A site is believed if it has a theme of the field and a name that identifies the pôle."""
    web.sites["a.example"] = {"/": html(f"<p>{text}</p><footer>info@a.example")}
    records = asked(web, pole, "https://a.example/")
    assert believed == ("unrelated" not in {record["status"] for record in records})
