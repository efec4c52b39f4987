"""Everything that reading can find: one code, one severity, what is wrong and how to mend it."""

from dataclasses import dataclass
from typing import Any

from spiegelrapport.model.findings import Ernst, Finding
from spiegelrapport.read.foreign import hulp

BLOK, UIT, LET_OP, VRAAG = Ernst.BLOKKEREND, Ernst.UITGESLOTEN, Ernst.LET_OP, Ernst.VRAAG


@dataclass(frozen=True, slots=True)
class Remark:
    """The fixed part of a finding; words between braces are filled in."""

    ernst: Ernst
    bericht: str
    herstel: str
    reden: str = ""  # in a few words, for the table of excluded rows
    besluit: str = ""  # for the analyst; never in a letter


KOPPEL = 'Vertel het programma welke kolom wat is: spiegelrapport koppel "{bestand}"'
KEUZE = "Zet het antwoord in ronde.toml: [[kolomkeuze]] met agb, tabel, kolom en keuze = "
OPNIEUW = "Open het bestand in Excel, sla het op als .xlsx en lever het opnieuw aan."

MELDINGEN: dict[str, Remark] = {
    # the file
    "L001": Remark(BLOK, "Dit bestand is geen Excel- of CSV-bestand, maar {wat}.", "{hulp}"),
    "L002": Remark(BLOK, "Dit bestand is met een wachtwoord beveiligd.", "Haal het wachtwoord eraf en lever het bestand opnieuw aan, langs een veilige weg."),
    "L003": Remark(BLOK, "Dit bestand is leeg.", "Maak de export opnieuw en kijk of er gegevens in staan."),
    "L004": Remark(BLOK, "Dit bestand is een webpagina (HTML) met een Excel-naam.", OPNIEUW),
    "L005": Remark(BLOK, "Dit bestand is beschadigd of niet volledig overgekomen ({wat}).", "Lever het bestand opnieuw aan; controleer of het bij jou in Excel opengaat."),
    "L006": Remark(BLOK, "Dit bestand is uitgepakt onredelijk groot ({wat}) en is niet geopend.", OPNIEUW),
    "L007": Remark(BLOK, "Het lezen duurde langer dan {seconden} seconden en is gestopt.", "Kijk of er ver buiten de tabel nog iets in een cel staat, en lever het bestand opnieuw aan."),
    "L008": Remark(BLOK, "Het bestand vraagt meer geheugen dan mag{wat}.", "Verwijder de rijen en kolommen buiten de tabel (Ctrl+End springt naar de verste cel), sla het bestand op en lever het opnieuw aan."),
    "L009": Remark(BLOK, "In dit bestand is geen tabel met bekende kolomkoppen gevonden.", "Gebruik de koppen uit het sjabloon, of laat ons weten welke kolom wat is.", besluit=KOPPEL),
    "L010": Remark(BLOK, "Er is geen bestand aangekomen, maar {wat}.", "Lever het Excel-bestand zelf aan.", besluit="Zet het bestand zelf in de map leveringen, geen verwijzing."),
    "L011": Remark(LET_OP, "Dit is een {wat}, al zegt de naam iets anders; het is zo gelezen.", "Lever voortaan het Excel-bestand zelf aan."),
    "L012": Remark(BLOK, "Het blad {blad_naam} ontbreekt.", "Voeg het blad toe met de kolommen uit het sjabloon."),
    "L013": Remark(VRAAG, "Het blad {blad_naam} ontbreekt: zonder dat blad staan die cijfers niet in het rapport.", "Heb je deze gegevens, lever het blad dan alsnog aan. Zo niet, laat ons dat weten."),
    "L014": Remark(BLOK, "Dit bestand kon niet worden gelezen ({wat}).", OPNIEUW),
    "L015": Remark(BLOK, "De tabel heeft koppen maar geen rijen.", "Maak de export opnieuw en kijk of er gegevens in staan."),
    "L016": Remark(BLOK, "Bij het natellen kwam er iets anders uit dan er is gelezen: {wat}.", OPNIEUW),
    "L017": Remark(BLOK, "Dit bestand kon niet worden geopend ({wat}).", OPNIEUW),
    "L018": Remark(BLOK, "Dit bestand kon niet worden nageteld ({wat}): of alles is gelezen, staat niet vast.", OPNIEUW),
    # whose it is
    "L020": Remark(BLOK, "In het bestand staat geen AGB-code.", "Vul op elke rij van het blad Behandeltrajecten de AGB-code van de zorgaanbieder in.", besluit="Hoort dit bestand bij een ander bestand? Zet ze dan samen in één map binnen leveringen."),
    "L021": Remark(BLOK, "In het bestand staan {aantal} verschillende AGB-codes: {codes}.", "Lever per zorgaanbieder één bestand aan, met op elke rij dezelfde AGB-code."),
    "L022": Remark(LET_OP, "De bestandsnaam noemt AGB-code {naam}, in het bestand staat {agb}. Het bestand telt voor {agb}.", "Controleer of dit het goede bestand is en pas de naam aan."),
    "L023": Remark(LET_OP, "De AGB-code heeft zeven cijfers; er is een nul voor gezet.", "Maak de kolom in Excel op als tekst, dan blijft de nul staan."),
    # the sheets and tables
    "B001": Remark(LET_OP, "Dit blad is verborgen; het is wel gelezen.", "Maak het blad zichtbaar, of verwijder het als het niet bedoeld is."),
    "B002": Remark(LET_OP, "Dit verborgen blad is niet gelezen: er is ook een zichtbaar blad met deze tabel.", "Verwijder het verborgen blad."),
    "B003": Remark(LET_OP, "Dit blad is aan zijn kolomkoppen herkend als {blad_naam}.", "Noem het blad {blad_naam}."),
    "B004": Remark(LET_OP, "De tabel {blad_naam} staat op {aantal} plaatsen; alles is samengenomen.", "Zet alles onder elkaar in één tabel."),
    "B005": Remark(BLOK, "Op dit blad is geen rij met kolomkoppen gevonden.", "Zet op één rij boven de gegevens de koppen uit het sjabloon."),
    "B006": Remark(UIT, "Dit zijn totaalregels; ze tellen niet mee.", "Lever de tabel zonder totalen aan.", "totaalregel"),
    "B007": Remark(UIT, "Deze rijen zijn in alle sleutelkolommen leeg ({kolommen}) en tellen niet mee.", "Vul de sleutelkolommen in, of haal de rijen weg als het opmerkingen zijn.", "rij zonder sleutelvelden"),
    "B008": Remark(LET_OP, "Dit blad is niet gebruikt: de koppen horen bij geen bekende tabel.", "Je hoeft niets te doen als dat klopt. Anders: gebruik de koppen uit het sjabloon.", besluit=KOPPEL),
    "B009": Remark(LET_OP, "Boven de koppen staan rijen die op gegevens lijken; ze zijn niet gelezen.", "Zet de kolomkoppen op de eerste rij, boven alle gegevens."),
    "B010": Remark(LET_OP, "Op deze rijen staat een aanhalingsteken dat niet wordt gesloten; de rijen zijn gelezen alsof het er niet staat.", "Haal het aanhalingsteken weg, of lever de gegevens aan als Excel-bestand."),
    "B011": Remark(BLOK, "Op dit blad staan alleen foutwaarden van Excel.", "Herstel de formules, sla het bestand op en lever het opnieuw aan."),
    "B012": Remark(LET_OP, "Op deze rijen zijn cellen samengevoegd met die erboven; de waarde is ook voor deze rijen gelezen.", "Hef de samenvoeging op en vul op elke rij de waarde in."),
    "B013": Remark(VRAAG, "Op deze rijen zijn cellen met een getal samengevoegd met die erboven; het getal is alleen op de bovenste rij gelezen.", "Klopt dat? Hef anders de samenvoeging op en vul op elke rij het getal in."),
    "B014": Remark(VRAAG, "Deze rijen zijn in Excel verborgen, bijvoorbeeld door een filter; ze zijn wel gelezen.", "Horen ze bij de levering? Verwijder ze anders en lever opnieuw aan."),
    "B015": Remark(UIT, "Deze rijen hebben een cel meer of minder dan er koppen zijn; de waarden kunnen zijn verschoven. De rijen tellen niet mee.", "Kijk of er een scheidingsteken te veel of te weinig in staat, of lever de gegevens aan als Excel-bestand.", "rij met een cel te veel of te weinig"),
    "B016": Remark(LET_OP, "{aantal} bladen zijn niet gebruikt omdat hun koppen bij geen bekende tabel horen: {bladen} en nog {meer}.", "Je hoeft niets te doen als dat klopt. Anders: gebruik de koppen uit het sjabloon.", besluit=KOPPEL),
    "B017": Remark(VRAAG, "Op deze rijen zijn cellen samengevoegd met die ervoor; deze kolom is daar gelezen als leeg.", "Klopt dat? Hef anders de samenvoeging op en vul in beide kolommen de waarde in."),
    # the columns
    "K001": Remark(BLOK, "De verplichte kolom '{kop}' ontbreekt.{over}", "Voeg de kolom toe. Staat zij er onder een andere kop, laat ons dan weten welke.", besluit=KOPPEL),
    "K002": Remark(BLOK, "De kop '{kop}' komt {aantal} keer voor met verschillende inhoud; het is niet duidelijk welke '{kolom_naam}' is.", "Geef de kolommen verschillende koppen, of laat ons weten welke de goede is.", besluit="Kies de goede in kolommen.toml; van gelijke koppen is '{kop} (2)' de tweede."),
    "K003": Remark(LET_OP, "Deze kolom is niet gebruikt: '{gekozen}' is al gelezen als '{kolom_naam}'.", "Je hoeft niets te doen als dat de juiste kolom is.", besluit="Hoort het andersom, kies de kolom dan in kolommen.toml."),
    "K004": Remark(LET_OP, "{wat} niet gebruikt, want de kop is niet bekend: {koppen}.", "Je hoeft niets te doen als dat klopt. Horen ze bij het sjabloon, laat ons dan weten bij welke kolom.", besluit=KOPPEL),
    "K005": Remark(LET_OP, "De kop '{kop}' komt {aantal} keer voor met verschillende inhoud; de kolom '{kolom_naam}' is daarom niet gelezen.", "Geef de kolommen verschillende koppen, of laat ons weten welke de goede is.", besluit="Kies de goede in kolommen.toml; van gelijke koppen is '{kop} (2)' de tweede."),
    "K006": Remark(BLOK, "De verplichte kolom '{kop}' is er wel, maar er staat niets in.", "Maak de export opnieuw met deze kolom gevuld. Is er werkelijk niets in te vullen, laat ons dat dan weten."),
    "K007": Remark(LET_OP, "Leeg aangeleverd: {koppen}. Cijfers die deze gegevens nodig hebben krijgen geen waarde.", "Vul deze kolommen als je de gegevens hebt."),
    "K008": Remark(LET_OP, "Deze kolom is leeg; '{gekozen}' is gelezen als '{kolom_naam}'.", "Je hoeft niets te doen als dat de juiste kolom is."),
    "K009": Remark(BLOK, "De kolommen {koppen} kunnen allebei '{kolom_naam}' zijn en verschillen van inhoud.", "Laat ons weten welke kolom het is, of lever het bestand aan met alleen die kolom.", besluit=KEUZE + '"kop", en kop = de goede kop.'),
    "K010": Remark(LET_OP, "De kolommen {koppen} kunnen allebei '{kolom_naam}' zijn en verschillen van inhoud; geen van beide is gelezen.", "Laat ons weten welke kolom het is, of lever het bestand aan met alleen die kolom.", besluit=KEUZE + '"kop", en kop = de goede kop.'),
    "K020": Remark(BLOK, "De verplichte kolom '{kop}' is niet gelezen, omdat er onder '{gevonden}' persoonsgegevens staan.", "Vul er een betekenisloos nummer in dat niet tot de cliënt te herleiden is, en lever opnieuw aan."),
    # the values
    "W001": Remark(UIT, "Hier staat geen leesbare datum: {reden}.", "Vul een bestaande datum in als dd-mm-jjjj.", "onleesbare datum"),
    "W002": Remark(UIT, "Hier staat geen leesbaar getal: {reden}.", "Vul alleen het getal in.", "onleesbaar getal"),
    "W003": Remark(UIT, "Hier staat geen leesbaar aantal minuten: {reden}.", "Vul het aantal minuten in als getal.", "onleesbaar aantal minuten"),
    "W004": Remark(UIT, "Hier staat geen ja of nee: {reden}.", "Vul Ja of Nee in.", "geen ja of nee"),
    "W005": Remark(UIT, "Deze code is niet bekend{codes}.", "Gebruik een code uit de keuzelijst van het sjabloon.", "onbekende code"),
    "W006": Remark(UIT, "Hier staat geen nummer: {reden}.", "Vul het nummer in.", "onleesbaar nummer"),
    "W007": Remark(LET_OP, "Hier staat geen AGB-code van 8 cijfers.", "Vul de AGB-code van de zorgaanbieder in."),
    "W008": Remark(UIT, "Hier staat geen geheel getal: {reden}.", "Vul een geheel getal in.", "geen geheel getal"),
    "W009": Remark(LET_OP, "In deze cellen staat een foutwaarde van Excel; ze tellen als niet ingevuld.", "Herstel de formules, of vul de waarden in."),
    "W010": Remark(UIT, "In deze kolom staan datums met de maand vooraan (mm/dd/jjjj); welke dag deze cellen bedoelen is niet zeker.", "Maak de kolom in Excel op als datum (dd-mm-jjjj).", "datum met onzekere volgorde"),
    "W011": Remark(LET_OP, "Deze tekst is niet gelezen: {reden}.", "Vul alleen de korte aanduiding in."),
    "W012": Remark(LET_OP, "De nummers zijn op dit blad zonder hun voorloopnullen geschreven; ze zijn op het nummer van het traject teruggebracht.", "Maak de kolom in Excel op als tekst."),
    "W013": Remark(UIT, "Excel heeft dit nummer ingekort, bijvoorbeeld tot 1,2E+12: de laatste cijfers zijn weg.", "Maak de kolom in het bronbestand op als tekst voordat de nummers erin komen, en maak de export opnieuw.", "door Excel ingekort nummer"),
    "W014": Remark(BLOK, "In deze cellen staan formules zonder bewaarde uitkomst; wat er hoort te staan is niet te lezen.", "Open het bestand in Excel, laat het uitrekenen, sla het op en lever het opnieuw aan. Of plak de kolom als waarden."),
    "W015": Remark(LET_OP, "Hier staat een datum die 'geen datum' betekent, zoals 01-01-1900 of 31-12-9999; de cel is gelezen als leeg.", "Laat de cel leeg als er geen datum is."),
    "W016": Remark(LET_OP, "Deze datums staan een of twee uur voor middernacht, zoals een computer ze in een andere tijdzone schrijft; gelezen is de dag erna.", "Je hoeft niets te doen als dat klopt. Lever voortaan datums aan zonder tijd."),
    "W017": Remark(BLOK, "In deze cellen zijn dag en maand mogelijk verwisseld: alle datums met een dag na de 12e zijn tekst gebleven, deze niet. Dat gebeurt als een CSV wordt geopend in Excel met Amerikaanse instellingen.", "Lever de oorspronkelijke export aan, of laat ons weten of de datums kloppen.", besluit=KEUZE + '"klopt" of "verwisseld".'),
    "W018": Remark(BLOK, "Hier is niet te zien of het teken in het getal voor decimalen staat of voor duizendtallen: is 1.250 één en een kwart, of twaalfhonderdvijftig?", "Laat ons weten wat bedoeld is, of lever de kolom aan als getal.", besluit=KEUZE + '"punt" of "komma".'),
    "W019": Remark(LET_OP, "De punt is hier gelezen als decimaalteken: 15.000 is vijftien.", "Je hoeft niets te doen als dat klopt."),
    # what must not come in
    "P001": Remark(LET_OP, "Deze kolom bevat persoonsgegevens ({soort}) die niet aangeleverd mogen worden. Dit is een datalek. De kolom is niet gelezen.", "Verwijder de kolom, lever opnieuw aan, en meld het datalek volgens je eigen procedure. Vernietig de verzonden bestanden."),
    "P002": Remark(LET_OP, "De waarden in deze kolom zijn burgerservicenummers. Dit is een datalek. De kolom is niet gelezen.", "Verwijder de kolom of vervang het BSN door een betekenisloos nummer, lever opnieuw aan, en meld het datalek volgens je eigen procedure."),
    "P003": Remark(LET_OP, "Deze kolom met vrije tekst is niet gelezen.", "Lever geen vrije tekst aan: er kunnen persoonsgegevens in staan."),
    # appointments
    "S001": Remark(UIT, "Deze afspraken liggen na de peildatum ({peildatum}) en tellen niet mee.", "Je hoeft niets te doen: alleen afspraken tot en met de peildatum tellen.", "afspraak na de peildatum"),
    "S002": Remark(UIT, "Deze afspraken horen bij geen enkel traject in de levering.", "Controleer het trajectnummer, of lever het traject aan.", "afspraak zonder traject"),
    "S003": Remark(LET_OP, "{afspraken} opgeteld tot {trajecten}.", "Je hoeft niets te doen als dat klopt."),
    "S005": Remark(UIT, "Deze afspraken horen volgens hun trajectnummer bij een traject van een andere cliënt; bij wie ze horen is niet zeker.", "Controleer het trajectnummer en het cliëntnummer op beide bladen.", "afspraak van een andere cliënt"),
    "S006": Remark(VRAAG, "Op dit blad hebben de cliënten andere nummers dan op het blad Behandeltrajecten. De afspraken zijn aan de trajecten gekoppeld met het trajectnummer.", "Klopt het dat elk blad eigen cliëntnummers heeft? Gebruik anders op beide bladen hetzelfde nummer."),
    "S004": Remark(UIT, "Het aantal aanwezigen bij deze groepsafspraken ontbreekt; de minuten zijn niet te verdelen.", "Vul het aantal aanwezigen in.", "groepsafspraak zonder aantal aanwezigen"),
}  # fmt: skip


def find(
    code: str,
    bestand: str,
    *,
    blad: str | None = None,
    kolom: str | None = None,
    rijen: tuple[int, ...] = (),
    aantal: int | None = None,
    ernst: Ernst | None = None,
    **woorden: Any,
) -> Finding:
    """The finding `code`, with its words filled in."""
    melding = MELDINGEN[code]
    telling = len(rijen) if aantal is None else aantal
    woorden = {"aantal": telling, "bestand": bestand, "hulp": hulp(woorden.get("wat", ""))} | woorden
    bericht, herstel, besluit = (
        tekst.format(**woorden) for tekst in (melding.bericht, melding.herstel, melding.besluit)
    )
    return Finding(code, ernst or melding.ernst, bericht, herstel, bestand, blad, kolom, rijen, telling, besluit)
