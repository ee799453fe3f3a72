"""Facts read on a page: many kinds of sites, and ways to write a fact."""

from __future__ import annotations

import pytest

from refresh.asking import KING, OWN, asked, facts, of_page, short
from refresh.fake_sites import Web, html


def test_squarespace(web: Web) -> None:
    """A Squarespace footer has paragraphs in nested blocks."""
    body = """<footer class="sections" data-footer-sections><section data-section-id="1">
    <div class="sqs-block html-block"><div class="sqs-html-content">
    <p class="" style="white-space:pre-wrap;"><strong>Pôle de l’Estrie</strong></p>
    <p>230, rue King Ouest, bureau 305</p><p>Sherbrooke, Québec, J1H 1P9</p>
    <p><a href="tel:8195550170">819 555-0170</a></p>
    <p><a href="mailto:info@economiesocialeestrie.ca">Écrivez-nous</a></p></div></div></section>
    <div class="sqs-svg-icon--list"><a href="http://facebook.com/PoleEstrie"
      aria-label="Facebook"><svg><use/></svg></a></div></footer>"""
    expected = (
        f"email new {OWN}\nphone new 819 555-0170\nfacebook new https://www.facebook.com/PoleEstrie"
    )
    assert facts(f"{expected}\n{KING}") == of_page(web, body)


def test_divi(web: Web) -> None:
    """A Divi site has a top bar with adjacent elements, and an address in a blurb."""
    body = """<div id="page-container"><div id="top-header"><div id="et-info">
    <span id="et-info-phone">819-555-0170</span><a href="mailto:info@economiesocialeestrie.ca"><span
    id="et-info-email">info@economiesocialeestrie.ca</span></a></div></div>
    <div class="et_pb_section"><div class="et_pb_blurb_container"><h4>Adresse</h4>
    <div class="et_pb_description">230, rue King Ouest #305<br/>Sherbrooke, Qc<br/>J1H1P9</div>
    </div></div></div>"""
    expected = f"email new {OWN}\nphone new 819 555-0170\naddress new 230, rue King Ouest #305"
    assert facts(f"{expected}\ncity confirmed Sherbrooke\npostal_code new J1H 1P9") == of_page(
        web, body
    )


def test_webflow(web: Web) -> None:
    """A Webflow site has one block, with T for the telephone and F for the fax."""
    body = """<div class="footer-section wf-section"><div class="w-layout-grid grid">
    <div class="text-block-12">Bureau principal<br>230, rue King Ouest, bureau 305<br>Sherbrooke
    QC  J1H 1P9<br>T 819 555-0170<br>F 819 555-0171</div><a class="link-block w-inline-block"
    href="mailto:contact@economiesocialeestrie.ca"><img src="i.svg" alt=""></a></div></div>"""
    expected = "email new contact@economiesocialeestrie.ca\nphone new 819 555-0170"
    assert facts(f"{expected}\n{KING}") == of_page(web, body)


def test_drupal(web: Web) -> None:
    """A Drupal site has a region block, with spamspan around the e-mail address."""
    body = """<div class="region region-footer"><div class="block block-block-content">
    <div class="field field--name-body"><p>230, rue King Ouest, bureau 305<br />Sherbrooke (Québec)
    J1H 1P9</p><p>Téléphone: 819-555-0170 | Télécopieur: 819-555-0171</p><p><span
    class="spamspan"><span class="u">info</span> [at] <span
    class="d">economiesocialeestrie.ca</span></span></p></div></div></div>"""
    assert facts(f"email new {OWN}\nphone new 819 555-0170\n{KING}") == of_page(web, body)


def test_structured_data(web: Web) -> None:
    """In schema.org data, a contact point counts, except one for a fax or a person."""
    body = """<script type="application/ld+json">{"@context": "https://schema.org",
    "@type": "NGO", "telephone": "819-555-0170",
    "founder": {"@type": "Person", "telephone": "819-555-0199"},
    "contactPoint": [{"@type": "ContactPoint", "contactType": "Fax", "telephone": "819-555-0171"}],
    "employee": [{"@type": "Person", "name": "M. X", "email": "mx@economiesocialeestrie.ca"}],
    "address": {"@type": "PostalAddress", "streetAddress": "230, rue King Ouest, bureau 305",
    "addressLocality": "Sherbrooke", "postalCode": "J1H 1P9"}}</script>
    <div itemscope itemtype="https://schema.org/Organization"><meta itemprop="email"
    content="info@economiesocialeestrie.ca"><span itemprop="faxNumber">819 555-0171</span></div>"""
    assert facts(f"email new {OWN}\nphone new 819 555-0170\n{KING}") == of_page(web, body)


@pytest.mark.parametrize(
    ("footer", "expected"),
    [
        ("Tél. : 819 555-0170 ou 819 555-0175", ["819 555-0170", "819 555-0175"]),
        ("Sans frais : 1-866-555-0170", ["866 555-0170"]),
        ("Sans frais : 1-866-555-0170<br>819 555-0175", ["819 555-0175"]),
        ("Tél.&nbsp;:&nbsp;819&nbsp;555&#8209;0170", ["819 555-0170"]),
        ("(819)555-0170", ["819 555-0170"]),
        ("T. 819.555.0170 / F. 819.555.0171", ["819 555-0170"]),
        ("819 555-0170 (téléphone) · 819 555-0171 (télécopieur)", ["819 555-0170"]),
        ('<i class="fa fa-fax"></i> 819 555-0171', []),
        ('<img alt="Télécopieur"> 819 555-0171', []),
        ('<a href="tel:8195550171">Télécopieur</a>', []),
        ('<a href="tel:8195550171" aria-label="Fax"></a> 819 555-0170', ["819 555-0170"]),
        ("Tél. : 819 555-0170 p. 12", ["819 555-0170, poste 12"]),
        ("Phone: +1 819-555-0170 ext. 12", ["819 555-0170, poste 12"]),
        ('<a href="tel:+1-819-555-0170,12">Appelez-nous</a>', ["819 555-0170, poste 12"]),
        ("819 555-0170<br>819 555-0170, poste 12", ["819 555-0170"]),
        ("<span>J1H 1P9</span><span>819 555-0170</span><span>1 888 555-0170</span>",
         ["819 555-0170"]),
        ("Tél. : 1 819 555-0170 2026", ["819 555-0170"]),
        ("Cell. : 819 555-0170<br>Rés. : 819 555-0171", []),
        ("819 555-0170 tél. | 819 555-0171 fax", ["819 555-0170"]),
        ("Téléc. : 819 555-0171<br>819 555-0170", ["819 555-0170"]),
        ("<b>T</b>819 555-0170<br><b>F</b>819 555-0171", ["819 555-0170"]),
        ("☎ 819 555-0170 📠 819 555-0171", ["819 555-0170"]),
        ("<img src=/i/fax.png>819 555-0171", []),
        ("<svg><use href='#icon-fax'/></svg>819 555-0171", []),
        ("Tél. : 819 555-0170 – poste : 12", ["819 555-0170, poste 12"]),
        ("<table><tr><th>Tél.</th><th>Téléc.</th></tr>"
         "<tr><td>819 555-0170</td><td>819 555-0171</td></tr></table>", ["819 555-0170"]),
        ("Tél. : 819 555-0170<br>Téléc. : 819 555-0170", ["819 555-0170"]),
        ("Tél./téléc. : 819 555-0170", ["819 555-0170"]),
        ("NEQ : 1163148605 · 13 125 482 710 RR 0001", []),
        ("New York : 212 555-0170", []),
        ('<span style="display: none">819 555-0170</span><p hidden>819 555-0171</p>', []),
        ("<template>819 555-0170</template><noscript>819 555-0170</noscript>", []),
    ],
)  # fmt: skip
def test_telephones(web: Web, footer: str, expected: list[str]) -> None:
    """Only the organization's own telephones are read, in the dataset's form: no fax, no mobile."""
    found = of_page(web, f"<footer>{footer}</footer>")
    assert [f"phone new {number}" for number in expected] == found


@pytest.mark.parametrize(
    ("footer", "expected"),
    [
        ("&#105;&#110;&#102;&#111;&#64;economiesocialeestrie&#46;ca", OWN),
        ("<span>info</span>@<span>economiesocialeestrie</span>.<span>ca</span>", OWN),
        ("info&#8203;@&#173;economiesocialeestrie.ca", OWN),
        ("info [at] economiesocialeestrie [dot] ca", OWN),
        ("info (à) economiesocialeestrie.ca", OWN),
        ("info(a)economiesocialeestrie.ca", OWN),
        ("INFO AT economiesocialeestrie DOT ca", OWN),
        ("info @ economiesocialeestrie . ca", OWN),
        ("info@mysite.com", ""),
        ("info arobase economiesocialeestrie point ca", OWN),
        ('<a href="mailto:INFO%40EconomieSocialeEstrie.ca?subject=x">Courriel</a>', OWN),
        ('<a href="mailto:mroy@economiesocialeestrie.ca,info@economiesocialeestrie.ca">x</a>', OWN),
        ("Partenaires : info@chantier.qc.ca; nous : info@economiesocialeestrie.ca", OWN),
        ("info@ville.sherbrooke.qc.ca · info@economiesocialeestrie.ca", OWN),
        ("contact@economiesocialeestrie.ca, info@economiesocialeestrie.ca", OWN),
        ("estrie@economiesocialeestrie.ca", "estrie@economiesocialeestrie.ca"),
        ("pole-estrie@economiesocialeestrie.ca", "pole-estrie@economiesocialeestrie.ca"),
        ("direction@economiesocialeestrie.ca", "direction@economiesocialeestrie.ca"),
        ("dg@economiesocialeestrie.ca", "dg@economiesocialeestrie.ca"),
        ("reesestrie@economiesocialeestrie.ca", "reesestrie@economiesocialeestrie.ca"),
        ("info@esestrie.org", "info@esestrie.org"),
        ("mtremblay@economiesocialeestrie.ca", ""),
        ("marie.tremblay@economiesocialeestrie.ca", ""),
        ("info.marie@economiesocialeestrie.ca", ""),
        ("jean@economiesocialeestrie.ca", ""),
        ("noreply@economiesocialeestrie.ca, webmestre@economiesocialeestrie.ca", ""),
        ("poleestrie@gmail.com", ""),
        ("</footer><p>info@autrechose.org</p><footer>", ""),
    ],
)  # fmt: skip
def test_mailboxes(web: Web, footer: str, expected: str) -> None:
    """The organization's most general mailbox is read, never a person's or a partner's."""
    found = of_page(web, f"<footer>{footer}</footer>")
    assert ([f"email new {expected}"] if expected else []) == found


@pytest.mark.parametrize(
    ("footer", "street", "city", "code"),
    [
        ("12, rang 3 Est, Sherbrooke QC J1H 5B9", "12, rang 3 Est", "Sherbrooke", "J1H 5B9"),
        ("230, rue King Ouest, Sherbrooke (Québec)", "230, rue King Ouest", "Sherbrooke", ""),
        ("230 King Street West, Suite 305, Sherbrooke, QC J1H 1P9",
         "230 King Street West, Suite 305", "Sherbrooke", "J1H 1P9"),
        ("Suite 305, 230 Wellington St. North, Sherbrooke, Quebec J1H 1P9, Canada",
         "Suite 305, 230 Wellington St. North", "Sherbrooke", "J1H 1P9"),
        ("Édifice X<br>2e étage, 230, rue King Ouest<br>Sherbrooke (Québec) J1H 1P9",
         "2e étage, 230, rue King Ouest", "Sherbrooke", "J1H 1P9"),
        ("<address>93, rue Wellington Nord<br>Sherbrooke<br>Québec<br>J1H 5B9</address>",
         "93, rue Wellington Nord", "Sherbrooke", "J1H 5B9"),
        ("12 rue Principale St-Denis-de-Brompton Qc J0B 2P0",
         "12 rue Principale", "Saint-Denis-de-Brompton", "J0B 2P0"),
        ("525, boul. Charest Est, Québec (Québec) G1K 3J3",
         "525, boul. Charest Est", "Québec", "G1K 3J3"),
        ("525, boul. Charest Est, Québec, G1K3J3",
         "525, boul. Charest Est", "Québec", "G1K 3J3"),
        ("C.P. 45, Sherbrooke (Québec) J1H 1P9", "C.P. 45", "Sherbrooke", "J1H 1P9"),
        ("1080, Grande Allée Ouest, Québec G1S 4Z6",
         "1080, Grande Allée Ouest", "Québec", "G1S 4Z6"),
        ("12, rue King Ouest — Magog — Québec — J1X 2A1", "12, rue King Ouest", "Magog", "J1X 2A1"),
        ("12, rue King<br>2e étage, porte B<br>Magog (Qué.)<br>J1X 2A1",
         "12, rue King, 2e étage, porte B", "Magog", "J1X 2A1"),
        ("45, Principale, Magog QC J1X 2A1", "45, Principale", "Magog", "J1X 2A1"),
        ("450, 5e Avenue, Magog QC J1X 2A1", "450, 5e Avenue", "Magog", "J1X 2A1"),
        ("12-A<span>, rue King</span>, Magog QC J1X 2A1", "12-A, rue King", "Magog", "J1X 2A1"),
        ("200-115 Montclair Boulevard<br>Gatineau, Quebec J8Y 2E9",
         "200-115 Montclair Boulevard", "Gatineau", "J8Y 2E9"),
        ("<table><tr><td>Adresse :<td>12, rue King<tr><td>Ville :<td>Magog<tr><td>Code postal :"
         "<td>J1X 2A1</table>", "12, rue King", "Magog", "J1X 2A1"),
        ("© 2024 Pôle, Sherbrooke (Québec)", "", "", ""),
        ("445 rue Laval, Québec", "445 rue Laval", "Québec", ""),
        ("100, avenue Elgin, Ottawa (Ontario) K1P 5K8", "", "", ""),
    ],
)  # fmt: skip
def test_addresses(web: Web, footer: str, street: str, city: str, code: str) -> None:
    """Addresses give street, official municipality and code, in all usual forms."""
    found = of_page(web, f"<footer>{footer}</footer>")
    status = "confirmed" if city == "Sherbrooke" else "changed"
    expected = f"address new {street}\ncity {status} {city}" if street else ""
    assert facts(expected + (f"\npostal_code new {code}" if code else "")) == found


@pytest.mark.parametrize(
    ("charset", "claimed"),
    [("utf-8", "iso-8859-1"), ("utf-8-sig", "utf-16"), ("cp1252", "utf-8"), ("utf-16", "utf-8")],
)
def test_a_wrong_declared_encoding_is_ignored(web: Web, charset: str, claimed: str) -> None:
    """A page that declares a wrong encoding is decoded by its bytes."""
    page = "<title>Pôle de l'Estrie</title><p>Économie sociale</p><footer>Tél. : 819 555-0170"
    reply = html(page.encode(charset))
    reply = reply._replace(headers={"Content-Type": f"text/html; charset={claimed}"})
    web.sites["economiesocialeestrie.ca"] = {"/": reply}
    assert "phone new 819 555-0170" in short(asked(web, "estrie"))


def test_redirecting_pages_and_login_forms(web: Web) -> None:
    """A page that redirects is followed; a login form is not read."""
    page = '<meta http-equiv="Refresh" content="0; URL=\'/fr/\'">'
    there = html("<p>L'économie sociale en Estrie</p><footer>819 555-0170</footer>")
    web.sites["economiesocialeestrie.ca"] = {"/": html(page), "/fr/": there}
    assert "phone new 819 555-0170" in short(asked(web, "estrie"))
    web.sites["economiesocialeestrie.ca"] = {"/": html("<form><input type=password></form>")}
    assert ["website error login"] == short(asked(web, "estrie"))


@pytest.mark.parametrize(
    ("link", "read"),
    [
        ("<a href=/contact/>x</a>", "/contact/"),
        ("<base href='/fr/'><a href=contact>x</a>", "/fr/contact"),
        ("<a href=/fr/nous-joindre.html>x</a>", "/fr/nous-joindre.html"),
        ("<a href=/?page_id=7>Contactez-nous</a>", "/?page_id=7"),
        ("<a href=/a-propos/mission>x</a>", "/a-propos/mission"),
        ("<a href=/p12 aria-label='Nous joindre'></a>", "/p12"),
        ("<a href=/p14>Communiquez avec nous</a>", "/p14"),
        ("<a href=/p15>Contact et équipe</a>", "/p15"),
        ("<a href=/contact/marie-tremblay>x</a>", None),
        ("<a href=/contact-marie-tremblay>x</a>", None),
        ("<a href=/p13>Contactez Marie Tremblay</a>", None),
        ("<a href=/equipe/marie-tremblay>Marie Tremblay</a>", None),
        ("<a href=/contact.jpg>Contact</a>", None),
        ("<a href='#contact'>Contact</a>", None),
        ("<a href='mailto:info@economiesocialeestrie.ca'>Contact</a>", None),
    ],
)
def test_pages_that_are_read(web: Web, link: str, read: str | None) -> None:
    """Pages on contact and on the organization are read, never a person's page."""
    of_page(web, link)
    assert [f"economiesocialeestrie.ca{read}"] * bool(read) == web.got()[1:]
