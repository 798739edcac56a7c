//! The words of which one can change everything.
//!
//! **Knows**: words that deny, limit, join, permit or measure, in bokmål and nynorsk.
//! **Does not know**: the sentences they stand in.

use std::collections::BTreeSet;
use std::sync::LazyLock;

fn set(list: &'static str) -> BTreeSet<&'static str> {
    list.split_whitespace().collect()
}

/// Words that deny.
static DENIES: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    set(
        "ikke ikkje ei ingen inga ingi inkje intet uten utan aldri verken korkje hverken unntatt unntak unnatak \
         untatt unnateken bortsett foruten mangler manglar nei",
    )
});

/// Words that limit, join, permit or choose.
static STEERS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    set(
        "alle all alt hver kvar hvert kvart noen nokon nokre noe noko enkelte somme flere fleire flest fleste få \
         færre mange begge båe minst minste mest meste høyst høgst maksimalt inntil opptil opp over under innen \
         innan før etter fra frå til med mellom minimum maksimum mindre mer meir større høyere høgare lavere lågare \
         eldre yngre bare berre kun eneste hele heile halve halv også òg særlig særleg \
         og eller samt men både enten anten hvis viss dersom når om med mindre mens medan fordi slik \
         kan skal må bør vil kunne skulle måtte burde ville bli blir får fekk fikk har hadde er var \
         samtykke samtykker samtykket reservasjon reservert reserverer frivillig pliktig obligatorisk \
         inkludert inkluderes inkluderer ekskludert ekskluderes ekskluderer omfatter omfattes utenom utanom \
         første andre tredje fjerde femte sjette siste sist neste forrige førre annenhver annakvar annethvert \
         daglig dagleg ukentlig vekentleg månedlig månadleg årlig årleg kvartalsvis halvårlig halvårleg \
         time timer timar døgn dag dager dagar uke uker veke veker måned måneder månad månader år tusen hundre \
         million millioner millionar milliarder dobbelt dobbel halvparten tredel firedel fjerdedel ganger gonger \
         gang gong ja mot for av ved per pr i på hos sin hans hennes dens deres eige egen venstre høyre høgre \
         proksimal distal akutt kronisk benign malign positiv negativ primær sekundær",
    )
});

/// Units of measure as they are written after a number.
static UNITS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    set(
        "mg g kg µg μg mcg ng ml l dl cl µl μl mm cm m km mmol µmol μmol nmol pmol mol mmhg kpa ie iu e u s sek min \
         t h år mnd mol/l kcal kj kr mb gb tb gy sv bq mbq hz db ms",
    )
});

/// Whether the word denies.
pub(super) fn denies(lower: &str) -> bool {
    DENIES.contains(lower)
}

/// Whether a change of the word is never a matter of spelling alone.
pub(super) fn is_heavy(lower: &str) -> bool {
    denies(lower) || STEERS.contains(lower) || UNITS.contains(lower)
}

/// Whether the word is a unit of measure.
pub(super) fn is_unit(lower: &str) -> bool {
    UNITS.contains(lower)
}

/// Whether the words tell who or what is taken in or left out.
pub(super) fn tells_scope(lower: &str) -> bool {
    const STEMS: [&str; 10] =
        ["eksklu", "inklu", "unnta", "uten", "utan", "ikkje", "ikke", "samtyk", "reserv", "omfatt"];
    denies(lower) || STEMS.iter().any(|stem| lower.starts_with(stem))
}

/// Whether what follows stands in an order that means something: steps, ranks.
pub(super) fn ranks(lower: &str) -> bool {
    const STEMS: [&str; 11] = [
        "rekkefølg",
        "rekkjefølg",
        "priorit",
        "trinn",
        "steg",
        "først",
        "deretter",
        "dernest",
        "stige",
        "synkende",
        "rangert",
    ];
    STEMS.iter().any(|stem| lower.starts_with(stem))
}

/// Whether the word points at what stands before it, so that it cannot be moved.
pub(super) fn points_back(lower: &str) -> bool {
    matches!(
        lower,
        "disse"
            | "desse"
            | "dette"
            | "denne"
            | "ovennevnte"
            | "ovanfor"
            | "ovenfor"
            | "over"
            | "likevel"
            | "andre"
            | "annet"
            | "anna"
            | "øvrige"
            | "samme"
            | "same"
            | "dessuten"
            | "men"
            | "eller"
            | "og"
            | "forrige"
            | "neste"
            | "følgende"
            | "tilsvarende"
            | "derfor"
            | "unntatt"
            | "unntak"
            | "ellers"
            | "resten"
            | "de"
    )
}
