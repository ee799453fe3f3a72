"""What the page's script says; it calls each message by its name."""

from __future__ import annotations

from poles_cli.base.errors import N_

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
    "filter_none": N_("No word of the glossary has that."),
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
