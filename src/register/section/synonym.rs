//! The headings that people give the items of a register description, and what is about the document alone.
//!
//! **Knows**: synonyms in bokmål and nynorsk, older names, parts of items, headings that name nothing governed.
//! **Does not know**: how headings are compared, combined headings.

use super::item::Item;
use super::title::Strength;
use Item::{
    AnalyseOgFormidling, Dataansvar, Datafangst, Datakvalitet, Dekningsgrad, FagligBegrunnelse, Fagraad,
    Forankring, Formaal, Forskning, Hjemmel, Innhold, Internasjonalt, Kriterier, Ledelse, Pasientpopulasjon,
    Personvern, Retningslinjer,
};
use Strength::{Name, Part, Weak};

/// The headings of each item, with a stroke between. Word forms, «registerets» and «i registeret» need no
/// entries of their own: both these and the headings of documents are folded before they are compared.
pub(super) const TITLES: [(Item, Strength, &str); 40] = [
    (
        Formaal,
        Name,
        "registerets formål|formål|føremål|formål med registeret|formål og hensikt|hensikt|hensikt med registeret|\
         mål og hensikt|formål og målsetting|formål og mål|målsetting|målsetjing|målsetning|mål for registeret|\
         overordnet formål|overordna formål|hovedformål|hovudføremål|hovedmål|formål og delmål|formålsbeskrivelse|\
         formålsparagraf|visjon og formål|hva registeret skal brukes til|kva registeret skal brukast til|\
         hva brukes registeret til|kva blir registeret brukt til|hva skal registeret brukes til|\
         kva skal registeret brukast til|hva brukes opplysningene til|kva opplysningane blir brukte til|\
         hvorfor har vi registeret|kvifor har vi registeret|hvorfor et register|kvifor eit register",
    ),
    (Formaal, Part, "delmål|spesifikke formål|spesifikke mål|delformål|hovedformål og delmål"),
    (Formaal, Weak, "mål"),
    (
        FagligBegrunnelse,
        Name,
        "faglig begrunnelse for kvalitetsregisteret|faglig begrunnelse|begrunnelse|begrunnelse for registeret|bakgrunn|\
         bakgrunn for registeret|bakgrunn og begrunnelse|faglig bakgrunn|medisinsk bakgrunn|klinisk bakgrunn|\
         medisinskfaglig begrunnelse|medisinsk begrunnelse|behov for registeret|behovet for registeret|\
         bakgrunn og behov|hvorfor vi trenger registeret|kvifor vi treng registeret|hvorfor registeret trengs|\
         kvifor registeret trengst|hvorfor registeret er nødvendig|kvifor registeret er nødvendig|faglig grunnlag|\
         rasjonale|faglig rasjonale|bakgrunn for opprettelse av registeret|bakgrunn for etablering av registeret",
    ),
    (FagligBegrunnelse, Weak, "behov|sykdomsbyrde|sjukdomsbyrde"),
    (
        Kriterier,
        Name,
        "helsedirektoratets kriterier ved vurdering av søknad om nasjonal status|helsedirektoratets kriterier|\
         helsedirektoratet sine kriterium|kriterier for nasjonal status|kriterier for nasjonale kvalitetsregistre|\
         kriterium ved vurdering av søknad om nasjonal status|oppfyllelse av kriteriene|oppfylling av kriteria|\
         oppfyllelse av helsedirektoratets kriterier|oppfylling av kriteria for nasjonal status|\
         oppfyllelse av kriterier for nasjonal status|vurdering mot kriteriene|vurdering av kriteriene|\
         vurdering mot helsedirektoratets kriterier|vurdering etter helsedirektoratets kriterier|nasjonal status|\
         grunnlag for nasjonal status|slik svarer vi på kriteriene|slik svarar vi på kriteria|\
         hvordan registeret oppfyller kriteriene|korleis registeret oppfyller kriteria|kriterier og registerkategori",
    ),
    (Kriterier, Weak, "kriterier|registerkategori"),
    (
        Pasientpopulasjon,
        Name,
        "beskrivelse av pasientpopulasjonen|pasientpopulasjon|populasjon|registerpopulasjon|målpopulasjon|\
         pasientgruppe|pasientgruppe som omfattes av registeret|pasientgruppa som er omfatta av registeret|\
         pasientgruppen som registeret omfatter|pasientar som er omfatta|pasienter som omfattes|pasienter|målgruppe|\
         målgruppen|målgruppa|inkluderte pasienter|pasientutvalg|pasientutval|avgrensning av pasientgruppen|\
         avgrensing av pasientgruppa|definisjon av pasientgruppen|registrert populasjon|hvem er med|hvem som er med|\
         kven er med|kven som er med|kven som er med i registeret|hvem registreres|hvem som registreres|\
         kven blir registrert|kven som blir registrert|kven vi registrerer|hvem vi registrerer|\
         hvilke pasienter registreres|hvilke pasienter som registreres|hvilke pasienter inngår|\
         kva pasientar blir registrerte|kva for pasientar er med|pasienter som registreres|\
         pasientar som blir registrerte|pasientpopulasjon og avgrensning|pasientgruppe og inklusjonskriterier|\
         inklusjonskriterier|eksklusjonskriterier|inklusjons- og eksklusjonskriterier|inklusjon og eksklusjon|inklusjon|\
         eksklusjon|kriterier for inklusjon|kriterier for eksklusjon|kriterier for inklusjon og eksklusjon|\
         kriterium for å bli med|kriterier for å bli med|opptakskriterier|registreringskriterier",
    ),
    (
        Pasientpopulasjon,
        Part,
        "diagnosekoder|diagnosekodar|prosedyrekoder|prosedyrekodar|diagnose- og prosedyrekoder|koder som definerer pasientgruppen|\
         inkluderte diagnoser|inkluderte diagnosar|aldersgrense|aldersgrenser|aldersgruppe|hvem som ikke er med|\
         kven som ikkje er med|hvem registreres ikke|kven blir ikkje registrert|pasienter som ikke registreres|\
         pasientar som ikkje blir registrerte",
    ),
    (Pasientpopulasjon, Weak, "utvalg|utval|diagnoser|diagnosar|koder|kodar"),
    (
        Innhold,
        Name,
        "registerets innhold|innhold i registeret|registerinnhold|registerinnhald|hva registeret inneholder|\
         kva registeret inneheld|opplysninger i registeret|opplysninger som registreres|\
         opplysningar som blir registrerte|hvilke opplysninger registreres|hvilke opplysninger som registreres|\
         hvilke opplysninger registeret inneholder|kva opplysningar blir registrerte|kva opplysningar vi registrerer|\
         hva vi samler inn|kva vi samlar inn|hva registreres|hva som registreres|kva blir registrert|\
         kva som blir registrert|hva vi registrerer|kva vi registrerer|data i registeret|datainnhold|datainnhald|\
         datasett|registerets datasett|variabler|variabelliste|registrerte variabler|variabler i registeret|\
         variabeloversikt|datasett og variabler|innhold og variabler|kjernedatasett|registrerte opplysninger|\
         registrerte opplysningar|data som samles inn|data som blir samla inn|registerdata|\
         personopplysninger i registeret|personopplysninger som registreres|personopplysningar som blir registrerte",
    ),
    (
        Innhold,
        Part,
        "variabelbeskrivelse|variabelbeskrivelser|variabelskildring|variabeldefinisjoner|variabeldefinisjonar|\
         variabler og definisjoner|minimum datasett|minimumsdatasett|kodebok|datadefinisjoner|datadefinisjonar|\
         pasientrapporterte data|pasientrapporterte mål|pasientrapporterte utfallsmål|PROM|PROM og PREM|\
         pasientrapporterte resultat- og erfaringsmål|pasientrapporterte resultat- og erfaringsmål PROM og PREM",
    ),
    (Innhold, Weak, "opplysninger|personopplysninger"),
    (
        Forankring,
        Name,
        "forankring|regional forankring|nasjonal forankring|faglig forankring|organisatorisk forankring|\
         økonomisk forankring|forankring i RHF|forankring i regionalt helseforetak|forankring i dei regionale helseføretaka|\
         forankring i de regionale helseforetakene|forankring i helseregionene|forankring i helseregionane|\
         forankring i fagmiljøet|forankring i fagmiljøene|forankring i ledelsen|forankring i leiinga|\
         organisatorisk og økonomisk forankring|faglig og organisatorisk forankring|forankring og finansiering|\
         forankring og organisering|faglig forankring i helseregionene|forankring i tjenesten|forankring i tenesta",
    ),
    (
        Forankring,
        Part,
        "finansiering|økonomi og finansiering|finansiering og drift|drift og finansiering|økonomisk ansvar|\
         finansiering av registeret|økonomi og ressurser|økonomi og ressursar|bestilling fra RHF",
    ),
    (Forankring, Weak, "økonomi"),
    (
        AnalyseOgFormidling,
        Name,
        "analyse og formidling av resultater|analyse og formidling|analyse og resultatformidling|formidling|\
         formidling av resultater|resultatformidling|resultater og formidling|analyse|analyse av data|\
         bruk av resultater|publisering av resultater|rapportering og formidling|statistikk og formidling|\
         statistiske analyser|formidling av data|resultater og rapportering|rapportering av resultater|\
         tilbakemelding til enhetene|tilbakemelding til einingane|tilbakemelding av resultater|\
         korleis resultata blir brukte og delte|korleis resultata blir brukte|hvordan resultatene brukes og deles|\
         hvordan resultatene brukes|hvordan resultatene formidles|korleis resultata blir formidla|\
         analyser og rapportering|rapporter og formidling",
    ),
    (
        AnalyseOgFormidling,
        Part,
        "publisering|resultattjeneste|resultatteneste|rapporter|rapportar|årsrapport|offentliggjøring av resultater|\
         offentleggjering av resultat|tilbakerapportering|resultater til pasienter|resultater til deltakende enheter",
    ),
    (AnalyseOgFormidling, Weak, "resultater|rapportering"),
    (
        Datafangst,
        Name,
        "metode for datafangst|datafangst|metoder for fangst av data|fangst av data|datainnsamling|innsamling av data|\
         innrapportering|innrapportering og datafangst|innrapportering av data|innregistrering|innmelding|\
         innmelding av data|innsamling og registrering|registreringsrutiner|registreringsrutinar|\
         skjema og registreringsrutiner|skjema og registreringsrutinar|registrering av data|dataregistrering|\
         datafangst og registrering|datakilder|datakjelder|kilder til data|kjelder til data|datafangst og datakilder|\
         slik samler vi inn data|slik samlar vi inn data|hvordan data samles inn|korleis data blir samla inn|\
         hvordan vi samler inn data|korleis vi samlar inn data|metode for datainnsamling|dataflyt|\
         innhenting av data|innhenting av opplysninger|innsamling av opplysninger|hvor vi henter opplysningene|\
         kvar vi hentar opplysningane|hvor opplysningene kommer fra|kvar opplysningane kjem frå",
    ),
    (
        Datafangst,
        Part,
        "skjema|registreringsskjema|registerskjema|registerløsning|registerløysing|teknisk løsning|teknisk løysing|\
         elektronisk registrering|registrering i praksis|felles språk|gjenbruk av data|nasjonale fellesløsninger|\
         nasjonale fellesløysingar|fellesløsninger|fellesløysingar|innsamlingsmetode|rutiner for registrering|\
         rutinar for registrering|sentrale registre som kilde",
    ),
    (Datafangst, Weak, "registrering"),
    (
        Forskning,
        Name,
        "forskning|bruk til forskning|bruk i forskning|forskning og utvikling|forskning på registerdata|\
         forskning og publikasjoner|forskning og publikasjonar|publikasjoner og forskning|forskning og publisering|\
         bruk av data til forskning|forskningsaktivitet|forskingsaktivitet|vitenskapelig bruk|vitskapleg bruk|\
         samarbeid og forskning|forskningssamarbeid|forskingssamarbeid|vitenskapelige arbeider|vitskaplege arbeid|\
         forskningsbruk|forskningsprosjekter|forskingsprosjekt|registerbasert forskning|vitenskapelig aktivitet|\
         vitskapleg aktivitet|forskning og fagutvikling|forskning og kvalitetsforbedring|forsking og kvalitetsforbetring",
    ),
    (Forskning, Part, "publikasjoner|publikasjonar|vitenskapelige publikasjoner|vitskaplege publikasjonar"),
    (
        Datakvalitet,
        Name,
        "datakvalitet|kvalitet på data|kvaliteten på data i registeret|kvalitetssikring av data|kvalitetssikring|\
         metodisk kvalitet|sikring av datakvalitet|kontroll av datakvalitet|vurdering av datakvalitet|\
         datakvalitet og validering|validering av data|kvalitetskontroll|kvalitetskontroll av data|\
         datakvalitet og kompletthet|datakvalitet og dekning|metoder for intern sikring av datakvalitet|\
         metode for validering av data i registeret|kvalitetssikring av opplysninger|datakvalitet og kvalitetssikring|\
         kvalitetssikring og validering|hvordan vi sikrer datakvaliteten|korleis vi sikrar datakvaliteten",
    ),
    (
        Datakvalitet,
        Part,
        "kompletthet|komplettheit|validering|korrekthet|korrektheit|reliabilitet|validitet|\
         kompletthet, korrekthet og reliabilitet|komplettheit, korrektheit og reliabilitet|valideringsstudier|\
         valideringsstudiar|validitet og reliabilitet",
    ),
    (
        Ledelse,
        Name,
        "faglig/daglig ledelse av registeret|faglig og daglig ledelse|daglig og faglig ledelse|daglig/faglig ledelse|\
         ledelse|daglig ledelse|faglig ledelse|ledelse av registeret|ledelse og organisering|organisering|\
         organisering og ledelse|organisering av registeret|registerledelse|registerleiing|drift og ledelse|\
         ledelse og drift|faglig og administrativt ansvar|faglig ansvar|administrativ ledelse|\
         faglig og administrativ ledelse|administrasjon og ledelse|ledelse og administrasjon|registersekretariat|\
         roller og ansvar|ledelse og ansvar|hvem som leder registeret|kven som leier registeret|registerets organisering",
    ),
    (
        Ledelse,
        Part,
        "daglig leder|dagleg leiar|faglig leder|fagleg leiar|sekretariat|daglig drift|leder|leiar",
    ),
    (Ledelse, Weak, "administrasjon|drift og administrasjon"),
    (
        Personvern,
        Name,
        "personvern|personvern og informasjonssikkerhet|personvern og informasjonstryggleik|sikkerhet og personvern|\
         personvern og sikkerhet|personvern og tryggleik|behandling av personopplysninger|personvern og rettigheter|\
         personvern og rettar|personvern og taushetsplikt|personvern og teieplikt|personvern og etikk|personvern og jus|\
         informasjonssikkerhet og personvern|databeskyttelse|vern av personopplysninger|ivaretakelse av personvern|\
         ivaretaking av personvernet|personvern og datasikkerhet|personvernhensyn|personvernomsyn|personvernforhold|\
         personvern for de registrerte|personvern for dei registrerte|personvern for pasientene|hensynet til personvern",
    ),
    (
        Personvern,
        Part,
        "informasjonssikkerhet|sikkerhet|datasikkerhet|datatryggleik|tilgangsstyring|tilgangskontroll|sikkerhetstiltak|\
         tryggingstiltak|persondata|den registrertes rettigheter|de registrertes rettigheter|rettigheter|rettar|\
         rettane til dei registrerte|rettighetene til de registrerte|informasjon til de registrerte|\
         informasjon til dei registrerte|informasjon til pasientene|pasientinformasjon|informasjon og innsyn|innsyn|\
         informasjon og reservasjon|informasjon og samtykke|sletting|sletterutiner|sletterutinar|lagring og sletting|\
         taushetsplikt|personvernkonsekvenser|personvernkonsekvensar|vurdering av personvernkonsekvenser|\
         vurdering av personvernkonsekvensar|DPIA|personvernombud|innsyn, retting og sletting",
    ),
    (
        Internasjonalt,
        Name,
        "relasjon til internasjonale miljøer|internasjonale relasjoner|internasjonalt samarbeid|internasjonale miljøer|\
         internasjonalt|internasjonal forankring|samarbeid med internasjonale miljøer|nordisk samarbeid|\
         samarbeid med andre land|internasjonale registre|internasjonale register|forhold til internasjonale miljøer|\
         tilhøve til internasjonale miljø|tilknytning til internasjonale miljøer|internasjonale nettverk|\
         internasjonal sammenligning|internasjonal samanlikning|internasjonal deltakelse|internasjonal deltaking|\
         nordisk og internasjonalt samarbeid|internasjonale forbindelser|internasjonale samband|\
         samarbeid med utlandet|samarbeid med internasjonale registre|internasjonalt arbeid",
    ),
    (
        Hjemmel,
        Name,
        "hjemmel|hjemmelsgrunnlag|juridisk hjemmelsgrunnlag|juridisk hjemmel|rettslig grunnlag|rettslig hjemmel|\
         rettsgrunnlag|rettslig grunnlag hjemmel|lovhjemmel|lovheimel|lovgrunnlag|juridisk grunnlag|behandlingsgrunnlag|\
         rettslig behandlingsgrunnlag|juridiske forhold|juridiske tilhøve|lov- og forskriftsgrunnlag|regelverk|lovverk|\
         hjemmel og behandlingsgrunnlag|hjemmel for behandling av personopplysninger|hjemmel for registeret|\
         hjemmels- og behandlingsgrunnlag|lover og forskrifter|lover og forskrifter som gjelder|rettslige rammer|\
         rettslig grunnlag for behandlingen|rettslig grunnlag for behandling av personopplysninger|\
         hjemmel for behandlingen|grunnlag for behandling av personopplysninger|behandlingsgrunnlag og taushetsplikt|\
         grunnlag for behandlingen|hjemmel i lov og forskrift|heimel i lov og forskrift",
    ),
    (
        Hjemmel,
        Part,
        "samtykke|reservasjon|reservasjonsrett|samtykke og reservasjon|samtykke eller reservasjon|samtykkeerklæring|\
         rett til å reservere seg|rett til å reservere seg mot registrering|innhenting av samtykke|konsesjon|\
         innhenting av samtykka|fritak fra samtykke|fritak frå samtykke",
    ),
    (
        Dataansvar,
        Name,
        "dataansvarlig|dataansvar|databehandlingsansvarlig|dataansvarlig og databehandler|hvem er dataansvarlig|\
         hvem som er dataansvarlig|kven som er dataansvarleg|dataansvarlig virksomhet|dataansvarleg verksemd|\
         dataansvarlig institusjon|dataansvarlig for registeret|dataansvarliges ansvar|juridisk dataansvar|\
         kven som har dataansvaret|kven har dataansvaret|hvem har dataansvaret|hvem som har dataansvaret|\
         felles dataansvarlige|felles dataansvar|registereier|registereigar|eierskap|eigarskap|ansvarlig virksomhet",
    ),
    (Dataansvar, Part, "databehandler|databehandleravtale|databehandlaravtale|ordning for felles dataansvar"),
    (
        Dekningsgrad,
        Name,
        "dekningsgrad|dekningsgradsanalyse|metode for beregning av dekningsgrad|beregning av dekningsgrad|\
         dekningsgradsberegning|dekningsgradsberekning|analyse av dekningsgrad|dekningsgrad på individnivå|\
         dekningsgrad på institusjonsnivå|dekningsgrad og tilslutning|tilslutning og dekningsgrad|\
         metode for dekningsgrad|metode for dekningsgradsanalyse|plan og metode for dekningsgradsanalyser|dekning|\
         korleis dekningsgraden blir rekna ut|hvordan dekningsgraden beregnes|måling av dekningsgrad|\
         slik regner vi ut dekningsgraden|slik reknar vi ut dekningsgraden|dekningsgrad og metode|\
         metode og kilde for dekningsgrad|metode for beregning av dekningsgrad/dekningsgrad på individnivå",
    ),
    (
        Fagraad,
        Name,
        "fagråd|registerets fagråd|fagrådets sammensetning|sammensetning av fagrådet|fagrådets oppgaver|\
         fagrådet sine oppgåver|oppgåvene til fagrådet|fagrådets mandat|mandat for fagrådet|medlemmer i fagrådet|\
         medlemmer av fagrådet|medlemmene i fagrådet|medlemer i fagrådet|fagrådets medlemmer|fagrådets arbeid|\
         fagrådet sitt arbeid|styringsgruppe|styringsgruppens sammensetning|sammensetning av styringsgruppen|\
         styringsgruppe/referansegruppe|referansegruppe|faglig referansegruppe|rådgivningsgruppe|rådgivingsgruppe|\
         rådgjevingsgruppe|faglig råd|faglig rådgivningsgruppe|registerråd|fagråd og styringsgruppe|fagutvalg|fagutval|\
         aktivitet i fagråd|aktivitet i styringsgruppe/referansegruppe|fagrådets rolle",
    ),
    (
        Retningslinjer,
        Name,
        "retningslinjer|faglige retningslinjer|nasjonale faglige retningslinjer|nasjonale retningslinjer|\
         kvalitetsindikatorer|indikatorer|kvalitetsindikatorer og faglige retningslinjer|indikatorer og retningslinjer|\
         retningslinjer og kvalitetsindikatorer|kvalitetsmål|spesifikke kvalitetsmål|spesifikke kvalitetsindikatorer|\
         nasjonale kvalitetsindikatorer|nasjonale faglige retningslinjer og kvalitetsindikatorer|kliniske retningslinjer|\
         etterlevelse av retningslinjer|etterleving av retningslinjer|etterlevelse av faglige retningslinjer|\
         etterleving av faglege retningslinjer|etterlevelse av nasjonale retningslinjer|behandlingsretningslinjer|\
         kvalitetsindikatorer og måltall|kvalitetsindikatorar og måltal|nasjonale faglege råd",
    ),
    (Retningslinjer, Part, "måltall|måltal|måloppnåelse|måloppnåing|indikatorbeskrivelse"),
];

/// Headings of what is about the document, not the register, with a stroke between.
#[cfg(test)]
pub(super) const OUTSIDE: &str = "endringslogg|endringshistorikk|endringsoversikt|endringer siden sist|\
    endringar sidan sist|endringer siden forrige versjon|endringar sidan førre versjon|revisjonshistorikk|revisjonslogg|\
    revisjoner|revisjonar|versjonshistorikk|versjonslogg|versjon|versjoner|versjonar|dokumenthistorikk|referanser|\
    referansar|referanseliste|litteratur|litteraturliste|litteraturreferanser|litteratur og referanser|kontakt|\
    kontaktinformasjon|kontaktopplysninger|kontaktopplysningar|kontaktpersoner|kontaktpersonar|kontaktperson|\
    kontakt oss|kontaktadresse|kontakt og lenker|innholdsfortegnelse|innholdsliste|innhaldsliste|innholdsoversikt|\
    innhaldsoversikt|innhaldsforteikning|vedleggsliste|liste over vedlegg|forkortelser|forkortingar|ordliste|\
    ordforklaringer|ordforklaringar|begrepsliste|omgrepsliste|forord|lenker|lenkjer|nyttige lenker|nyttige lenkjer|takk|\
    dokumentinformasjon|om dokumentet|om dette dokumentet|om denne registerbeskrivelsen|dokumentkontroll|\
    godkjenning av dokumentet";

/// First words that make a heading one of an enclosure, whatever follows: `Vedlegg 2: Skjema`. All that stands
/// under it belongs to the enclosure.
pub(super) const ENCLOSED: [&str; 3] = ["vedlegg", "bilag", "appendiks"];
