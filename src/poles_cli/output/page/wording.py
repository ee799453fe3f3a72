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
    "more": N_("Everything known about it"),
    # Glossary.
    "glossary": N_("The words of the social economy"),
    "filter": N_("Filter the words"),
    "filter_none": N_("No word of the glossary has that."),
    "see_also": N_("See also"),
    "concept_more": N_("Law, facts and notes"),
    # Figures.
    "figures": N_("The figures, series by series"),
    "figures_note": N_(
        "Each series has its own definitions: figures of different series are never added or"
        " ranked together. ~\u00a0about, >\u00a0more than, ≥\u00a0at least, <\u00a0less than."
    ),
    "measures": N_("Other measures of this series"),
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
