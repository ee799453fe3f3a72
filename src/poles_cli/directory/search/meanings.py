"""The words that people type, and their synonyms in the entries."""

from __future__ import annotations

# Common words of questions; a query with no other words is first looked up as a name.
COMMON = frozenset(
    (
        "a adresser au aux avec avoir c ce ces cette chez combien comment d dans de definition des"
        " dire du elle en est et etre faire faut font il ils j je l la le les leur leurs m ma mes"
        " mon n ne nos notre nous obtenir on ou par peut peux pour pourquoi puis qu quand que quel"
        " quelle quelles quels qui quoi s sa se ses signifie son sont sur ta te tes toi ton"
        " trouver tu un une veut veux vos votre voudrais vous"
        " about an and are at by can do does find for from get has have how i in into is it its"
        " many me mean means much my need of or our should that the their there this to want we"
        " what when where which who why with would you your"
    ).split()
)

# Words of the subject itself, in nearly every entry, so less useful than others.
SUBJECT = frozenset(("economie", "economy", "quebec", "social", "sociale"))

_SAME = """
acheter: achat
bank: credit
banque: caisse
buy: purchasing
change convert: become
changer convertir transformer: devenir
charite: bienfaisance
close: dissolution
compagnie: entreprise
company: enterprise
daycare: childcare
dividend: rebate
dividende: ristourne
employe: travailleur
employee: worker
fermer: dissolution
garderie: cpe service_de_garde
launch open: start
lancer monter ouvrir partir: demarrer
nonprofit: non_profit
worker: employee
youth: young
"""

# Words of the entries to search for in addition to the typed word.
MEANINGS = {
    word: tuple(other.replace("_", " ") for other in others.split())
    for words, _, others in (line.partition(": ") for line in _SAME.strip().splitlines())
    for word in words.split()
}
