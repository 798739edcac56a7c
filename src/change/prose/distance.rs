//! How far two words are from each other.
//!
//! **Knows**: letters put in, left out, exchanged, swapped with the next.
//! **Does not know**: which words there are.

/// The longest word that is compared letter by letter.
const LONGEST: usize = 60;

/// The number of edits between two words, if there are at most `limit`. A swap of neighbours is one edit.
pub(super) fn within(one: &str, other: &str, limit: usize) -> Option<usize> {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > limit || one.len().max(other.len()) > LONGEST {
        return None;
    }
    let mut rows =
        [vec![0; other.len() + 1], (0..=other.len()).collect::<Vec<usize>>(), vec![0; other.len() + 1]];
    for (at, letter) in one.iter().enumerate() {
        rows[2][0] = at + 1;
        for (column, against) in other.iter().enumerate() {
            let exchanged = rows[1][column] + usize::from(letter != against);
            let mut least = exchanged.min(rows[1][column + 1] + 1).min(rows[2][column] + 1);
            if at > 0 && column > 0 && *letter == other[column - 1] && one[at - 1] == *against {
                least = least.min(rows[0][column - 1] + 1);
            }
            rows[2][column + 1] = least;
        }
        rows.rotate_left(1);
    }
    Some(rows[1][other.len()]).filter(|edits| *edits <= limit)
}

/// All that is one edit away from the word, in Norwegian letters.
pub(super) fn neighbours(word: &str) -> impl Iterator<Item = String> {
    let letters: Vec<char> = word.chars().take(LONGEST).collect();
    let spell = |letters: &[char]| letters.iter().collect::<String>();
    let alphabet: Vec<char> = ('a'..='z').chain(['æ', 'ø', 'å']).collect();
    (0..=letters.len()).flat_map(move |at| {
        let mut near = Vec::new();
        if at < letters.len() {
            near.push(spell(&[&letters[..at], &letters[at + 1..]].concat()));
        }
        if at + 1 < letters.len() {
            near.push(spell(&[&letters[..at], &[letters[at + 1], letters[at]], &letters[at + 2..]].concat()));
        }
        for letter in &alphabet {
            near.push(spell(&[&letters[..at], &[*letter], &letters[at..]].concat()));
            if at < letters.len() {
                near.push(spell(&[&letters[..at], &[*letter], &letters[at + 1..]].concat()));
            }
        }
        near
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted() {
        let check =
            |one: &str, other: &str, expected| assert_eq!(within(one, other, 2), expected, "{one} {other}");
        check("ord", "ord", Some(0));
        check("to", "ti", Some(1));
        check("prednison", "prednisolon", Some(2));
        check("tjenseten", "tjenesten", Some(1));
        check("før", "for", Some(1));
        check("kan", "skal", Some(2));
        check("alder", "unge", None);
        check("", "ab", Some(2));
    }

    #[test]
    fn neighbours_are_one_edit_away() {
        for near in neighbours("uønskede").filter(|near| near != "uønskede") {
            assert_eq!(within(&near, "uønskede", 1), Some(1), "{near}");
        }
    }
}
