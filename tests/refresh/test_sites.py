"""Realistic sites give exactly the proposals that a careful reader would make."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from refresh.asking import asked, facts, short
from refresh.fake_sites import SITES, Page, Reply, Web, html, kept, redirect


def cloaked(address: str) -> bytes:
    """Return an address in the encoding of Cloudflare."""
    return bytes([0x5F, *(byte ^ 0x5F for byte in address.encode())]).hex().encode()


def cloudflare() -> dict[str, Page]:
    """Return a site with addresses that Cloudflare hides, one of them a person's."""
    site = kept("cloudflare", "/contact/")
    hidden = {
        b"{info}": cloaked("info@economiesocialeestrie.ca"),
        b"{person}": cloaked("slarose@economiesocialeestrie.ca"),
    }
    for path, page in site.items():
        assert isinstance(page, Reply)
        for name, secret in hidden.items():
            page = page._replace(body=page.body.replace(name, secret))
        site[path] = page
    return site


PDF = Reply(b"%PDF-1.7", headers={"Content-Type": "application/pdf"})
LATIN = Reply((SITES / "latin/index.html").read_bytes(), headers={"Content-Type": "text/html"})
NAMES = re.compile(
    r"Annick|Bérubé|aberube|Jean-Philippe|jproy|Thibault|Camille|camille-gauthier|Fortin|gfortin"
    r"|Larose|slarose|Lefebvre|lefebvre|Lavigne|0101|poste 101|0168|0155|0193|poste 22"
)
CASES: Mapping[str, tuple[str, Mapping[str, Mapping[str, Page]], str]] = {
    "WordPress with a footer": (
        "bas-saint-laurent",
        {"economiesocialebsl.com": kept("wordpress", "/nous-joindre/", "/a-propos/")},
        """
        website confirmed https://economiesocialebsl.com
        email new info@economiesocialebsl.com
        phone new 418 555-0142
        contact_page new https://economiesocialebsl.com/nous-joindre/
        facebook new https://www.facebook.com/economiesocialebsl
        linkedin new https://www.linkedin.com/company/economie-sociale-bsl
        address new 186, rue Lavoie, bureau 102
        city new Rimouski
        postal_code new G5L 5Z1
        """,
    ),
    "a page builder with icons instead of words": (
        "cote-nord",
        {"economiesocialecotenord.ca": kept("builder", "/contactez-nous/")},
        """
        website confirmed https://economiesocialecotenord.ca
        email new bonjour@economiesocialecotenord.ca
        phone new 418 555-0120
        contact_page new https://economiesocialecotenord.ca/contactez-nous/
        facebook new https://www.facebook.com/PoleEScotenord
        address new 859, rue Bossé, local 101
        city confirmed Baie-Comeau
        postal_code new G5C 1R8
        """,
    ),
    "Wix": (
        "laurentides",
        {"economiesocialelaurentides.ca": kept("wix", "/general-5")},
        """
        website confirmed https://economiesocialelaurentides.ca
        email new info@economiesocialelaurentides.ca
        phone new 450 555-0160
        contact_page new https://www.economiesocialelaurentides.ca/general-5
        address new 508, rue Principale
        city new Saint-Jérôme
        postal_code new J7Z 4K9
        """,
    ),
    "JSON-LD": (
        "montreal",
        {"esmtl.ca": kept("jsonld", "/contact")},
        """
        website confirmed https://esmtl.ca
        email new info@esmtl.ca
        phone new 514 555-0190
        contact_page new https://esmtl.ca/contact
        facebook new https://www.facebook.com/esmtl.ca
        linkedin new https://www.linkedin.com/company/cesim-montreal
        address new 3720, avenue du Parc, bureau 201
        city confirmed Montréal
        postal_code new H2X 2J1
        """,
    ),
    "microformats": (
        "capitale-nationale",
        {
            "polecn.org": kept("hcard")
            | {
                f"/{name}.php": html((SITES / f"hcard/{name}.php.html").read_bytes())
                for name in ("contact", "apropos")
            }
        },
        """
        website confirmed https://polecn.org
        email new info@polecn.org
        phone new 418 555-0150
        contact_page new https://polecn.org/contact.php
        address new 155, boulevard Charest Est, bureau 500
        city new Québec
        postal_code new G1K 3G6
        """,
    ),
    "mail that Cloudflare protects": (
        "estrie",
        {"economiesocialeestrie.ca": cloudflare()},
        """
        website confirmed https://economiesocialeestrie.ca
        email new info@economiesocialeestrie.ca
        phone new 819 555-0170
        contact_page new https://economiesocialeestrie.ca/contact/
        address new 230, rue King Ouest, bureau 305
        city confirmed Sherbrooke
        postal_code new J1H 1P9
        """,
    ),
    "info [arobase], on a site that the dataset does not know": (
        "lanaudiere https://eslanaudiere.ca/",
        {"eslanaudiere.ca": kept("arobase", "/coordonnees.html")},
        """
        website new https://eslanaudiere.ca
        email new info@eslanaudiere.ca
        phone new 450 555-0180
        contact_page new https://eslanaudiere.ca/coordonnees.html
        address new 144, rue Saint-Joseph, C.P. 12
        city confirmed Joliette
        postal_code new J6E 5C4
        """,
    ),
    "tel: with an extension": (
        "gaspesie-iles-de-la-madeleine",
        {"economiesocialegim.com": kept("extension", "/nous-joindre")},
        """
        website confirmed https://economiesocialegim.com
        email new info@economiesocialegim.com
        phone new 418 555-0161, poste 12
        contact_page new https://economiesocialegim.com/nous-joindre
        """,
    ),
    "two numbers, one toll-free": (
        "saguenay-lac-saint-jean",
        {"essor02.com": kept("tollfree")},
        """
        website confirmed https://essor02.com
        email new info@essor02.com
        phone new 418 555-0145
        address new 138, rue Price Ouest
        city confirmed Saguenay
        postal_code new G7J 1G8
        """,
    ),
    "two offices that nothing tells apart": (
        "chaudiere-appalaches",
        {"www.tresca.ca": kept("offices", "/contact")},
        """
        website confirmed https://www.tresca.ca
        email new info@tresca.ca
        phone new 418 555-0130
        phone new 418 555-0131
        contact_page new https://www.tresca.ca/contact
        address new 5500, rue J.-B.-Michaud
        address new 11700, 1re Avenue
        city new Lévis
        city new Saint-Georges
        postal_code new G6W 9S1
        postal_code new G5Y 2C8
        """,
    ),
    "two offices, one of them the head office": (
        "chaudiere-appalaches",
        {
            "www.tresca.ca": kept("offices")
            | {"/contact": html((SITES / "offices/siege.html").read_bytes())}
        },
        """
        website confirmed https://www.tresca.ca
        email new info@tresca.ca
        phone new 418 555-0131
        contact_page new https://www.tresca.ca/contact
        address new 11700, 1re Avenue
        city new Saint-Georges
        postal_code new G5Y 2C8
        """,
    ),
    "PDF only": (
        "monteregie-est",
        {"pecem.ca": kept("pdf") | {"/docs/contact.pdf": PDF}},
        """
        website confirmed https://pecem.ca
        contact_page error application/pdf
        """,
    ),
    "English only": (
        "premieres-nations",
        {"cdepnql.org": kept("english", "/en/contact-us/")},
        """
        website confirmed https://cdepnql.org
        email new info@cdepnql.org
        phone new 418 555-0184
        contact_page new https://cdepnql.org/en/contact-us/
        address new 265-201 Place Michel-Laveau
        city new Wendake
        postal_code new G0A 4V0
        """,
    ),
    "JavaScript only": (
        "abitibi-temiscamingue",
        {"espaceec.com": kept("javascript")},
        "website error JavaScript",
    ),
    "a redirect to another domain": (
        "vallee-du-haut-saint-laurent",
        {
            "economiesocialevhsl.org": {"/": redirect("https://www.polevhsl.example/")},
            "polevhsl.example": kept("moved"),
        },
        """
        website moved https://www.polevhsl.example
        email new info@polevhsl.example
        phone new 450 555-0136
        address confirmed 168, avenue Saint-Charles, 2e étage
        city confirmed Vaudreuil-Dorion
        postal_code new J7V 2L3
        """,
    ),
    "an expired domain that sells something else": (
        "jamesie",
        {"pjes.ca": kept("expired")},
        "website unrelated",
    ),
    "a redirect to a domain that sells something else": (
        "jamesie",
        {"pjes.ca": {"/": redirect("https://casino.example/")}, "casino.example": kept("expired")},
        "website unrelated",
    ),
    "robots.txt that forbids": (
        "jamesie",
        {"pjes.ca": {"/": html("?"), "/robots.txt": Reply(b"User-agent: *\nDisallow: /")}},
        "website error robots.txt",
    ),
    "403": ("jamesie", {"pjes.ca": {"/": Reply(b"no", 403)}}, "website error HTTP 403"),
    "500": ("jamesie", {"pjes.ca": {"*": Reply(b"", 500)}}, "website error HTTP 500"),
    "ISO-8859-1": (
        "mauricie",
        {"economiesocialemauricie.ca": {"/": LATIN}},
        """
        website confirmed https://economiesocialemauricie.ca
        email new info@economiesocialemauricie.ca
        phone new 819 555-0110
        address changed 445, rue des Volontaires, bureau 300
        city confirmed Trois-Rivières
        postal_code confirmed G9A 2E7
        """,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_site_gives_what_a_careful_reader_would_propose(web: Web, name: str) -> None:
    """Each site gives exactly these proposals, with their pages, and names no person."""
    pole, sites, expected = CASES[name]
    web.sites |= sites
    slug, _, site = pole.partition(" ")
    records = asked(web, slug, site or None)

    assert facts(expected) == short(records)
    assert not NAMES.search(str(records))
    for record in records:
        assert len(record.get("evidence", "")) <= 160
        assert record["page"].startswith("https://") and "2026-11-24" == record["seen"]
    assert all(agent.startswith("poles-cli/") for agent in web.agents)
