"""The messages of the page's script, by name."""

from __future__ import annotations

from poles_cli.base.errors import N_

ANSWERS = {
    "none": N_("No place is called “{word}” here. Check the spelling, or try the MRC."),
    "closest": N_("Did you mean:"),
    "found": N_("“{word}” on this page:"),
    "one": N_("{place}: your pôle"),
    "several": N_("{place}: {count} places of this name, one pôle"),
    "two": N_("Two"),
    "three": N_("Three"),
    "four": N_("Four"),
    "homonyms": N_("{count} possible pôles: several places have this name."),
    "prefix": N_("{count} possible pôles: this postal code touches several territories."),
    "shared": N_("{count} pôles share this region: type your town instead."),
    "nations": N_("{count} pôles: that of the nation, and that of the MRC."),
    "unsure": N_("{count} possible pôles: which of them serves this MRC is not known."),
    "basis_title": N_("Why this pôle"),
    "also": N_("Also"),
    "pole": N_("pôle"),
    "word": N_("word of the glossary"),
    "print": N_("Print this card"),
    "mrc_of": N_("MRC: {name}"),
    "share": N_("{share}% of the postal prefix"),
    "basis": N_("basis: {basis}"),
    "nobody": N_("{place}: no pôle is known to serve this place."),
    "choices_one": N_("1 choice"),
    "choices_many": N_("{count} choices"),
    "filter_none": N_("No word of the glossary matches."),
    "filter_left": N_("Words shown: {count}."),
}
