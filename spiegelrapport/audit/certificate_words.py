"""The certificate's sentences in Dutch: what was assumed, and what would make a failing figure pass."""

from spiegelrapport.dutch import getal, procent
from spiegelrapport.model.onthulling import Interval, Maatregelen
from spiegelrapport.model.ronde import Ronde
from spiegelrapport.statistics.heterogeneity import silent_from


def aannames(ronde: Ronde, maatregelen: Maatregelen) -> tuple[str, ...]:
    """What the proof stands on, with the round's settings filled in."""
    d = ronde.drempels
    rand = d.rand
    regels = [
        "Eigen cijfers ziet alleen de eigen lezer; het gezamenlijke rapport zien al zijn deelnemers.",
        "Groepscijfers van alle documenten van deze ronde en van alle eerdere uitgaven gelden als bij iedereen bekend.",
        f"Aanvallers: elke combinatie van {d.coalitie} keurmerkdrager(s) die de eigen cijfers exact kennen en samenleggen.",
        "Aantallen cliënten en noemers van alle zorgaanbieders gelden als bekend. Dat is strenger dan de werkelijkheid en "
        "maakt elk gemiddelde en aandeel een lineaire voorwaarde.",
        "Wie in welke groep zit, geldt als bekend; bij eerdere uitgaven ook hoeveel elk cijfer sindsdien is veranderd. Ook de "
        "kenmerken uit het register waarop groepen berusten, gelden als bekend.",
        "Een groep die naar een berekend cijfer is ingedeeld, zegt tussen welke grenzen dat cijfer van elk lid ligt: die grenzen "
        "zijn voorwaarden in elk onderdeel, ook die van eerdere uitgaven, bij aandelen in hele cliënten. Een klasse die te veel zegt, wordt geweigerd; wie te weinig "
        "cliënten heeft voor een klasse die niets verraadt, hoort bij geen klasse.",
        f"Om ieder verborgen cijfer moet een interval van ten minste {procent(d.bescherming)} van de schaal open blijven "
        f"(verschilscores: van de halve schaal; minuten en weken: hoogstens {getal(d.p_procent)}% van de mediane waarde).",
        f"Drempels: ten minste {d.clienten_per_cijfer} cliënten per cijfer, {d.minimum_k(len(ronde.deel))} "
        f"zorgaanbieders per groep, {d.zorgaanbieders_kwantielen} voor kwantielen buiten de mediaan, niemand boven "
        f"{procent(d.aandeel_grootste)} van een gepoolde waarde, p%-regel met p = {getal(d.p_procent)}.",
        f"Gepoolde aandelen onder {procent(rand)} of boven {procent(1 - rand)} worden alleen als grens getoond.",
        "Gepoolde waarden worden getoetst met lineaire programma's (HiGHS) over alle groepen, maten, uitsplitsingen en "
        "uitgaven die rekenkundig samenhangen; waar het tellingen zijn en het lineaire optimum niet heel is, geheeltallig.",
        "Coalities: eerst behoudend (elke deelverzameling van groepen levert de aanvaller haar meest zeggende leden "
        "tegelijk), wat dan te smal is exact per coalitie. De deelnemers van een bijeenkomst altijd exact.",
        "Kwantielen: bewezen met tegenvoorbeelden. Een waarde is open over de breedte waarover hij kan schuiven of ruilen "
        "zonder dat enig kwantiel van dat cijfer anders wordt afgedrukt. Dit is een ondergrens van wat open is.",
        "Kwantielen en gepoolde waarde van één groep samen, per cijfer: bewezen met tegenvoorbeelden waarin iedereen tegelijk "
        "binnen zijn eigen ruimte schuift, of twee van ruimte ruilen, en de som gelijk blijft. Waar dat niet lukt, gaat een van "
        "de twee eruit. Eerdere uitgaven van precies dezelfde groep tellen mee.",
        "Gepoolde medianen: iedereen moet al zijn cliënten overal op de schaal kunnen hebben. Medianen en haalbare waarden uit "
        "eerdere uitgaven gelden met de gegevens van toen.",
        "Grenzen, betrouwbaarheid, schattingen en uitspraken naast een groep zijn afgeleid van afgedrukte cellen en van twee "
        "afgedrukte parameters van iedereen: de spreiding tussen zorgaanbieders (τ) en die binnen zorgaanbieders, elk in twee "
        "cijfers. τ gaat alleen naar buiten waar zij op zichzelf over niemand iets zegt: elk cijfer telt er begrensd in mee, en "
        f"het zijn er zoveel ({silent_from(max(d.coalitie, len(ronde.deel)))} of meer) dat wat de aanvaller niet kent elke τ kan "
        "geven, wat het gezochte cijfer ook is. De spreiding binnen zorgaanbieders gaat over cliënten, niet over de hoogte van "
        "iemands cijfer.",
        "Een verwachte waarde bij de eigen mix staat er alleen naast een volledig afgedrukte groepswaarde, en alleen als in elke "
        "laag van die mix de groep, en wie er buiten de groep over is, aan de drempels voldoet. Zij is geen onderdeel van de "
        "lineaire programma's.",
        "De haalbare waarde geldt als groepswaarde van een bekende groep; de rangorde erachter is niet meegerekend.",
        "Een gestandaardiseerd verschil is beoordeeld als het gewogen gemiddelde waarop het lijkt.",
        "NIET BEWEZEN: wat kwantielen van de ene groep samen met gepoolde waarden van een andere groep of een ander cijfer "
        "verraden, wat kwantielen van verschillende cijfers samen verraden, en wat τ, de spreiding binnen zorgaanbieders en de "
        "verwachte waarden samen met andere cellen nog toevoegen, en wat grenzen van groepen zeggen in eerdere uitgaven waarvan het grootboek die grenzen niet bevat.",
    ]
    if ronde.verruimd:
        regels.append(
            f"Een cijfer over {ronde.verruimd} is de som van zijn jaren, nagerekend in de getallen: het wordt samen met die jaren "
            "getoetst, ook als een eerdere uitgave het toonde. Wie het te zien krijgt, volgt uit aantallen en drempels alleen. "
            "Gepoolde medianen over meer jaren gaan niet naar buiten; kwantielen van een verruimd cijfer samen met die van zijn "
            "jaren zijn niet bewezen."
        )
    if ronde.deel:
        regels.append(f"De {len(ronde.deel)} deelnemers van de bijeenkomst leggen hun eigen cijfers open naast elkaar.")
    if not (maatregelen.drempels and maatregelen.afronden and maatregelen.aanvullend):
        regels.append("LET OP: niet alle maatregelen stonden aan. Deze uitkomst is niet voor vrijgave bedoeld.")
    return tuple(regels)


def restore_advies(interval: Interval) -> str:
    """What would make this figure pass."""
    s = interval.sleutel
    wat = f"{s.indicator}.{s.maat} ({s.periode}, {s.uitsplitsing})"
    if interval.aanvaller.startswith("geen uitkomst"):
        return f"De berekening voor {wat} gaf {interval.aanvaller}. Draai opnieuw; blijft dit, meld het dan."
    return (
        f"Zet aanvullende onderdrukking aan voor {wat}, voeg de kleinste benchmarkgroepen samen (samenvoegen = true, of "
        f"minder grenzen, in ronde.toml), neem een langere periode of laat de uitsplitsing weg: er is "
        f"{getal(interval.breedte, 3)} open en {getal(interval.nodig, 3)} nodig."
    )
