"""What the page says by itself, in the order of the page; templates call each by its name."""

from __future__ import annotations

from poles_cli.base.errors import N_

WORDS = {
    # Around the content.
    "name": N_("Social-economy hubs of Québec"),
    "skip": N_("Skip to the content"),
    "sections": N_("Parts of this page"),
    "nav_find": N_("My pôle"),
    "nav_poles": N_("Pôles"),
    "nav_glossary": N_("Glossary"),
    "nav_figures": N_("Figures"),
    "nav_sources": N_("Sources"),
    "top": N_("Back to the top"),
    "description": N_(
        "The {poles} pôles of Québec's social economy: who serves each municipality, how to reach"
        " them, what the words mean, and which source says so."
    ),
    "lead": N_(
        "Who serves your community, how to reach them, what the words mean: each fact with its"
        " source, its date and how sure it is."
    ),
    "what_is": N_("What is a pôle?"),
    "read_more": N_("Read the whole entry"),
    "as_of": N_("Data of {date}."),
    # Which pôle is mine.
    "find": N_("Which pôle is mine?"),
    "find_label": N_("Your municipality, borough, MRC, region or postal code"),
    "find_hint": N_("For example: Rimouski, Chicoutimi, Brome-Missisquoi or G5L."),
    "find_button": N_("Find"),
    "find_choices": N_("Places"),
    "find_by_hand": N_("Each region below lists its MRC and its pôles."),
    # Map.
    "map_title": N_("Québec and its {count} regions"),
    "map_hint": N_("Choose a region to see its pôles."),
    "map_poles_one": N_("{count} pôle"),
    "map_poles_many": N_("{count} pôles"),
    # Pôles.
    "poles": N_("The {count} pôles, region by region"),
    "population": N_("{count} inhabitants ({year})"),
    "mrcs": N_("MRC and equivalent territories: {names}."),
    "no_region": N_("Across regions"),
    "no_region_note": N_("This pôle declares no region: it serves communities all over Québec."),
    "former": N_("Former pôle"),
    "former_note": N_("In the Revue of {years}; it is not among the pôles of today."),
    "reach": N_("How to reach it"),
    "unknown": N_("No website, e-mail or phone is known for this pôle; none is guessed."),
    "try_network": N_("Try the network:"),
    "try_neighbours": N_("Or another pôle of its region:"),
    "more": N_("Everything known about it"),
    "former_contacts": N_("Former contacts, no longer in use"),
    "former_contact": N_("no longer in use"),
    "territory": N_("Territory"),
    "names": N_("Names over time"),
    "organization": N_("Organization"),
    "host": N_("Host"),
    "former_host": N_("Former host"),
    "legal_name": N_("Legal name"),
    "legal_form": N_("Legal form"),
    "register_number": N_("Québec enterprise number (NEQ)"),
    "founded": N_("Founded"),
    "activities": N_("Activities"),
    "figures_of_pole": N_("Figures"),
    "series_apart": N_("Figures of different series do not compare."),
    "examples": N_("Examples"),
    "history": N_("History"),
    "not_known": N_("Not known"),
    "about_name": N_("About its name"),
    "aliases": N_("Also answers to"),
    "editions": N_("Editions of the Revue"),
    "undated": N_("n.d."),
    # Glossary.
    "glossary": N_("The words of the social economy"),
    "filter": N_("Filter the words"),
    "filter_none": N_("No word of the glossary has that."),
    "also": N_("Also"),
    "see_also": N_("See also"),
    "concept_more": N_("Law, facts and notes"),
    "in_law": N_("In law"),
    "facts": N_("Facts"),
    "note": N_("Note"),
    # Figures.
    "figures": N_("The figures, series by series"),
    "figures_note": N_(
        "Each series has its own definitions: figures of different series are never added or"
        " ranked together. ~\u00a0about, >\u00a0more than, ≥\u00a0at least, <\u00a0less than."
    ),
    "all_quebec": N_("All Québec"),
    "place": N_("Place"),
    "enterprises": N_("Enterprises"),
    "jobs": N_("Jobs"),
    "revenue_cad": N_("Revenue"),
    "year": N_("Year"),
    "bars": N_("Bars: {year}, on a scale of this series alone."),
    "no_bars": N_("No bars: these figures do not compare with one another."),
    "second_reading": N_("another figure for the same place"),
    "measures": N_("Other measures of this series"),
    # The network.
    "network": N_("The network of pôles"),
    "network_counts": N_("How many pôles, as sources count them"),
    "role": N_("What pôles do"),
    "composition": N_("Who they are"),
    "public_money": N_("Public money"),
    "shared_activities": N_("What they do together"),
    # Sources and the end.
    "sources": N_("Sources"),
    "sources_note": N_("The numbers beside facts lead here."),
    "about": N_("About this page"),
    "about_note": N_(
        "Made from the open data of the poles program, version {version}. Unknown stays unknown:"
        " nothing is guessed."
    ),
    "licences": N_("Licences"),
    "attributions": N_("Attributions"),
}

# What the script says when it answers.
ANSWERS = {
    "none": N_("No place is called “{word}” here. Check the spelling, or try the MRC."),
    "closest": N_("Did you mean:"),
    "found": N_("“{word}”: 1 answer."),
    "several": N_("“{word}”: {count} places, one answer."),
    "ambiguous": N_("“{word}” names {count} places, of different pôles. Which one is yours?"),
    "mrc_of": N_("MRC: {name}"),
    "share": N_("{share}% of the postal prefix"),
    "basis": N_("basis: {basis}"),
    "nobody": N_("No pôle is known to serve this place."),
    "choices_one": N_("1 place"),
    "choices_many": N_("{count} places"),
    "filter_left": N_("Words shown: {count}."),
    "municipality": N_("municipality"),
    "indigenous": N_("Indigenous community"),
    "unorganized": N_("unorganized territory"),
    "borough": N_("borough"),
    "merged": N_("merged municipality"),
    "renamed": N_("former name"),
    "former": N_("former municipality"),
    "locality": N_("locality"),
    "mrc": N_("MRC or equivalent"),
    "region": N_("region"),
    "postal": N_("postal prefix"),
}
