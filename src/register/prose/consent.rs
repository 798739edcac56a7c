//! Whether a text says that the register rests on consent, lets people opt out, or neither.
//!
//! **Knows**: how consent (samtykke) and the right to opt out (reservasjonsrett) are spoken of.
//! **Does not know**: which of them the law allows the register.
//!
//! Consent to research, a biobank or a disclosure, the competence to consent, and a choice that is
//! only mentioned («samtykke eller reservasjon») say nothing about the register.

use std::ops::Range;
use std::sync::LazyLock;

use super::aside::{denials, is_aside, shortly_before, shortly_behind};
use super::block::{Blocks, sentences};
use super::token::{Token, words};
use super::verdict::{Reading, Verdict};

/// What a register rests on, as far as the patient decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsentForm {
    /// Samtykke.
    Consent,
    /// Reservasjonsrett: without consent, but with the right to opt out.
    OptOut,
    /// Without consent, and nothing is said here of opting out; or that right is denied.
    Neither,
}

/// A place where a text says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentMention {
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// What it says.
    pub form: ConsentForm,
}

/// What the text says of consent, in order.
pub fn consent_forms(text: &str) -> Vec<ConsentMention> {
    let mut found = Vec::new();
    for block in Blocks::of(text) {
        for sentence in sentences(&block) {
            let reading = Reading::of(&block.tokens, sentence.clone());
            for at in sentence {
                let clause = Clause { tokens: &block.tokens, range: reading.clause(at), reading: &reading };
                if let Some((range, form)) = clause.form_at(at).filter(|_| clause.is_about_register(at)) {
                    let span = block.tokens[range.start].span.start..block.tokens[range.end - 1].span.end;
                    found.push(ConsentMention { span, form });
                }
            }
        }
    }
    found
}

/// What consent may be given to besides the register.
static OTHER_USE: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "forskning forsking biobank biologisk utlever kobling kopling sammenstill samanstill studie studi \
         forskningsprosjekt forskingsprosjekt prosjekt genetisk tilgjengeliggjør foresatt føresett foreldre verge",
    )
});
/// Verbs and nouns by which a register is said to rest on consent.
static RESTS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "bygg baser basis grunnlag hvil kvil tuft krev krav innhent nødvendig naudsynt naudsynleg behov treng påkrev",
    )
});
const GIVES: &[&str] =
    &["gitt", "gir", "gis", "gi", "gjev", "gjevast", "gjevi", "gjeve", "givast", "avgi", "avgitt", "avgir"];
const SELF: &[&str] = &["seg", "deg", "meg", "oss", "dykk", "dere"];

/// A clause of a sentence.
struct Clause<'p, 'a> {
    tokens: &'p [Token<'a>],
    range: Range<usize>,
    reading: &'p Reading,
}

impl Clause<'_, '_> {
    fn before(&self, at: usize, count: usize) -> &[Token<'_>] {
        &self.tokens[shortly_before(&self.range, at, count)]
    }

    fn behind(&self, at: usize, count: usize) -> &[Token<'_>] {
        &self.tokens[shortly_behind(&self.range, at, count)]
    }

    fn denied_before(&self, at: usize, count: usize) -> bool {
        denials(self.tokens, shortly_before(&self.range, at, count)).next().is_some()
    }

    fn denied_behind(&self, at: usize, count: usize) -> bool {
        denials(self.tokens, shortly_behind(&self.range, at, count)).next().is_some()
    }

    /// Whether what stands at the token is said of the register as it is.
    fn is_about_register(&self, at: usize) -> bool {
        const REACH: usize = 30;
        let near = self.before(at, REACH).iter().chain(self.behind(at, REACH));
        let other = near.into_iter().any(|word| word.begins(&OTHER_USE));
        let condition = self
            .before(at, REACH)
            .iter()
            .any(|word| word.is(&["hvis", "dersom", "viss", "mindre", "uansett"]));
        let around = shortly_before(&self.range, at, REACH).start..shortly_behind(&self.range, at, REACH).end;
        !other && !condition && !is_aside(self.tokens, &around)
    }

    /// What is said at the token, and the tokens that say it.
    fn form_at(&self, at: usize) -> Option<(Range<usize>, ConsentForm)> {
        let word = &self.tokens[at];
        let one = |form| Some((at..at + 1, form));
        if word.begins(&["samtykkebaser"]) {
            return one(if self.denied_before(at, 4) { ConsentForm::Neither } else { ConsentForm::Consent });
        }
        if word.begins(&["reservasjonsrett", "reservasjonsbaser", "reservasjonsadgang"]) {
            return self.right_at(at).and_then(one);
        }
        if word.begins(&["reserver"]) {
            return self.opting_out_at(at);
        }
        if word.is(&["reservasjon", "reservasjonen", "reservasjonar"]) && at == self.range.start {
            let happens = [
                "skjer", "gjøres", "gjerast", "meldes", "meldast", "sendes", "sendast", "kan", "gjelder",
                "gjeld",
            ];
            return self.tokens.get(at + 1).filter(|next| next.is(&happens)).and(one(ConsentForm::OptOut));
        }
        if word.raw == "§" {
            return self.paragraph_at(at);
        }
        let consent = [
            "samtykke",
            "samtykket",
            "samtykkje",
            "samtykker",
            "samtykkjer",
            "samtykt",
            "samtykka",
            "samtykkja",
            "samtykkjet",
        ];
        if word.is(&consent) { self.consent_at(at).and_then(one) } else { None }
    }

    /// «reservasjonsrett», and «ingen reservasjonsrett».
    fn right_at(&self, at: usize) -> Option<ConsentForm> {
        let before = self.before(at, 1).first();
        let choice = before.is_some_and(|word| word.is(&["eller", "fra", "frå"]))
            || self.behind(at, 1).first().is_some_and(|word| word.is(&["eller"]));
        if choice {
            return None;
        }
        let none = self.before(at, 3).iter().any(|word| word.is(&["ingen", "inga", "uten", "utan"]))
            || self.denied_before(at, 4);
        Some(if none { ConsentForm::Neither } else { ConsentForm::OptOut })
    }

    /// «kan reservere seg», «har rett til å reservere seg», «har reservert seg».
    fn opting_out_at(&self, at: usize) -> Option<(Range<usize>, ConsentForm)> {
        let oneself = self.behind(at, 2).iter().position(|word| word.is(SELF));
        let end = at + 1 + oneself.map_or(0, |offset| offset + 1);
        if oneself.is_none() && !self.before(at, 2).iter().any(|word| word.is(SELF)) {
            return None;
        }
        let behind = self.behind(end - 1, 12);
        let against = behind.iter().take(2).any(|word| word.is(&["mot", "imot"]));
        let this = behind.iter().any(|word| {
            word.begins(&["registrer", "behandl", "opplysning", "deltak", "register", "registr"])
        });
        if against && !this {
            return None;
        }
        let may = self.before(at, 6).iter().any(|word| {
            word.begins(&["rett", "kan", "adgang", "høve", "anledning", "mulighet", "moglegheit", "tilgang"])
        });
        let none =
            self.before(at, 6).iter().any(|word| word.is(&["ingen", "inga"])) || self.denied_before(at, 8);
        match (none, may) {
            (true, true) => Some((at..end, ConsentForm::Neither)),
            (_, false) if self.before(at, 2).iter().any(|word| word.is(&["har"])) => {
                Some((at..end, ConsentForm::OptOut))
            }
            (true, false) => None,
            (false, _) => Some((at..end, ConsentForm::OptOut)),
        }
    }

    /// § 3-2 of the regulation, on which a register rests that lets people opt out.
    fn paragraph_at(&self, at: usize) -> Option<(Range<usize>, ConsentForm)> {
        let says =
            |offset: usize, text: &str| self.tokens.get(at + offset).is_some_and(|token| token.text == text);
        let own = says(1, "3")
            && says(2, "-")
            && says(3, "2")
            && at.checked_sub(1).is_none_or(|at| self.tokens[at].raw != "§");
        let other_law =
            self.before(at, 2).iter().any(|word| word.text.ends_with("loven") || word.text.ends_with("lova"));
        let end = at + 4;
        let tied = self.tokens.get(end).is_some_and(|next| next.glued && next.text == "-");
        (own && !tied && !other_law && !self.denied_before(at, 12)).then_some((at..end, ConsentForm::OptOut))
    }

    /// The word «samtykke» in one of its forms.
    fn consent_at(&self, at: usize) -> Option<ConsentForm> {
        let behind = self.behind(at, 3);
        let choice = behind.first().is_some_and(|word| word.is(&["eller", "/"]))
            && behind.get(1).is_some_and(|word| word.begins(&["reserv"]))
            || self.before(at, 2).iter().any(|word| word.begins(&["reservasjon"]))
                && self.before(at, 1)[0].is(&["eller", "/"]);
        if choice {
            return None;
        }
        let without =
            shortly_before(&self.range, at, 5).rev().find(|&at| self.tokens[at].is(&["uten", "utan"]));
        if let Some(without) = without {
            return self.without_consent(at, without);
        }
        let rests = |words: &[Token]| words.iter().any(|word| word.begins(&RESTS));
        let rests_on = rests(self.before(at, 5)) || rests(self.behind(at, 4));
        let denied = self.denied_before(at, 7) || self.denied_behind(at, 4);
        let none = self.before(at, 3).iter().any(|word| word.is(&["ingen", "inga", "intet"]));
        if none || denied {
            if rests_on {
                return Some(ConsentForm::Neither);
            }
            // «Den som ikke samtykker, blir ikke registrert» asks for consent.
            let out = self.reading.of_thing(self.range.start) == Some(Verdict::Excluded);
            return (out && self.denied_before(at, 3)).then_some(ConsentForm::Consent);
        }
        (rests_on || self.is_given(at)).then_some(ConsentForm::Consent)
    }

    /// «har samtykket», «må ha gitt samtykke», «etter samtykke», «trekke samtykket tilbake».
    fn is_given(&self, at: usize) -> bool {
        let (before, behind) = (self.before(at, 6), self.behind(at, 8));
        let nearest = |count: usize, words: &[&str]| self.before(at, count).iter().any(|word| word.is(words));
        let verb = nearest(2, &["må", "skal", "har", "ha", "hadde"]) && !self.tokens[at].is(&["samtykkets"]);
        let given = nearest(6, GIVES) || behind.iter().take(2).any(|word| word.is(GIVES));
        let with = nearest(3, &["etter", "med"]) && !nearest(1, &["og", "eller", "om"]);
        let withdrawn =
            before.iter().chain(behind).any(|word| word.begins(&["trekk", "tilbakekall", "trekt", "trukk"]));
        let turned = nearest(1, &["til"]) && before.iter().any(|word| word.begins(&["reservasjon"]));
        let active = self.tokens[at].is(&["samtykker", "samtykkjer"]) && nearest(1, &["som"]);
        // «kan gi samtykke» may speak of who is able to.
        let able = nearest(4, &["kan", "evne", "stand", "kunne"]) && !withdrawn;
        !able && (verb || given || with || withdrawn || turned || active)
    }

    /// «uten samtykke»: nothing of the kind is needed, unless the clause denies it once more.
    fn without_consent(&self, at: usize, without: usize) -> Option<ConsentForm> {
        let twice = denials(self.tokens, self.range.clone()).next().is_some()
            || self.tokens[self.range.clone()].iter().any(|word| word.is(&["ingen", "inga"]));
        let people = self.before(without, 1).iter().any(|word| word.begins(&["pasient", "person", "deltak"]));
        let left_out = self.reading.of_thing(at) == Some(Verdict::Excluded);
        match (twice || left_out, people) {
            (true, _) => Some(ConsentForm::Consent),
            (false, true) => None,
            (false, false) => Some(ConsentForm::Neither),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `S` for consent, `R` for opting out, `0` for neither.
    fn said(text: &str) -> String {
        let sign = |mention: ConsentMention| match mention.form {
            ConsentForm::Consent => 'S',
            ConsentForm::OptOut => 'R',
            ConsentForm::Neither => '0',
        };
        consent_forms(text).into_iter().map(sign).collect()
    }

    #[test]
    #[allow(clippy::too_many_lines, reason = "a table of labelled sentences reads best in one piece")]
    fn consent_and_opting_out_are_told_apart() {
        let cases = [
            ("Registeret bygger på samtykke fra den registrerte, jf. forskriften § 3-1.", "S"),
            ("Registeret byggjer på samtykke frå den registrerte.", "S"),
            ("Registeret er samtykkebasert.", "S"),
            ("Registeret er samtykkebasert og har ikke reservasjonsrett.", "S0"),
            ("Registeret er basert på informert samtykke.", "S"),
            ("Registeret er basera på skriftleg samtykke.", "S"),
            ("Behandlingen krever samtykke.", "S"),
            ("Det kreves samtykke fra pasienten.", "S"),
            ("Pasienten må ha gitt skriftlig eller elektronisk samtykke.", "S"),
            ("Pasienten har samtykket.", "S"),
            ("Pasienten har samtykt.", "S"),
            ("Samtykke innhentes på poliklinikken.", "S"),
            ("Samtykket kan når som helst trekkes tilbake uten begrunnelse.", "S"),
            ("Pasienten kan trekkje samtykket når som helst.", "S"),
            ("Pasienter uten samtykke registreres ikke.", "S"),
            ("Ingen registreres uten samtykke.", "S"),
            ("Opplysninger kan ikke behandles uten samtykke.", "S"),
            ("Den som ikke samtykker, blir ikke registrert.", "S"),
            ("Registeret gikk fra reservasjonsrett til samtykke i 2022.", "S"),
            ("Opplysningene samles inn uten samtykke etter forskriften § 3-2.", "0R"),
            ("Opplysningane blir samla inn utan samtykke.", "0"),
            ("Den registrerte har rett til å reservere seg.", "R"),
            ("Den registrerte kan reservere seg.", "R"),
            ("Pasientar har reservasjonsrett.", "R"),
            ("Pasienter som har reservert seg, registreres ikke.", "R"),
            ("Pasienter som ikke har reservert seg, registreres.", "R"),
            ("Reservasjon skjer på helsenorge.", "R"),
            ("Det kreves ikke samtykke.", "0"),
            ("Det krevst ikkje samtykke.", "0"),
            ("Det er ikke krav om samtykke.", "0"),
            ("Registeret er et register uten krav om samtykke fra den registrerte.", "0"),
            ("Det kreves ikke samtykke fra den registrerte, men den registrerte har reservasjonsrett.", "0R"),
            ("Samtykke er ikke nødvendig.", "0"),
            ("Registeret bygger ikke lenger på samtykke.", "0"),
            ("Registeret er ikke samtykkebasert.", "0"),
            ("Den registrerte har ikke rett til å reservere seg.", "0"),
            ("Det er ingen reservasjonsrett.", "0"),
            ("Registeret gikk fra samtykke til reservasjonsrett i 2022.", "R"),
            ("Det er drøftet om registeret skal ha samtykke eller reservasjon.", ""),
            ("Samtykke eller reservasjonsrett håndteres på helsenorge.", ""),
            ("Barn under 16 år har ikke samtykkekompetanse.", ""),
            ("Tilbaketrekking skjer på helsenorge.", ""),
            ("Informasjon, reservasjon og innsyn går via fellesløsningen.", ""),
            ("Reservasjon er ikke aktuelt.", ""),
            ("Mange er forvirret og kan ikke gi et gyldig samtykke før operasjonen.", ""),
            ("Forskning krever eget samtykke.", ""),
            ("Pasienten kan reservere seg mot forskning.", ""),
            ("Pasienten kan reservere seg mot at opplysninger registreres.", "R"),
            ("Foreldre samtykker for barn.", ""),
            ("Fram til 2022 bygde registeret på samtykke.", ""),
            ("Tidligere var registeret samtykkebasert.", ""),
            ("I motsetning til samtykkebaserte registre får vi alle med.", ""),
            ("Se helseregisterloven § 3-2.", ""),
            ("Se §§ 3-2 og 3-3.", ""),
            ("Registeret har en egen samtykkeerklæring.", ""),
            ("Sykehuset reserverer operasjonsstuer.", ""),
        ];
        let wrong = cases.iter().filter(|(text, expected)| said(text) != *expected);
        let wrong: Vec<String> =
            wrong.map(|(text, expected)| format!("{text:?}: {:?}, not {expected:?}", said(text))).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
