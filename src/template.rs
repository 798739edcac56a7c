//! Expressions and templates that users write, under a bound.
//!
//! **Knows**: what they may use, how many steps they may take, how values are shown in HTML. They see the
//! values they are given and nothing else: no file, no other template, no clock.
//! **Does not know**: what the values mean, who wrote the text.

use std::collections::BTreeMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};

/// How deep lists, tables and macros may nest.
const DEEPEST: usize = 50;

/// A value as an expression or a template sees it.
#[derive(Debug, Clone)]
pub struct Seen(Value);

impl Seen {
    /// What is not there; it counts as false.
    pub fn nothing() -> Self {
        Self(Value::from(()))
    }

    /// A table with its entries by name.
    pub fn table<K: Into<String>>(entries: impl IntoIterator<Item = (K, Self)>) -> Self {
        let entries: BTreeMap<String, Value> =
            entries.into_iter().map(|(name, value)| (name.into(), value.0)).collect();
        Self(Value::from_object(entries))
    }

    /// A list.
    pub fn list(items: impl IntoIterator<Item = Self>) -> Self {
        Self(items.into_iter().map(|item| item.0).collect())
    }
}

impl<T: Into<Value>> From<T> for Seen {
    fn from(value: T) -> Self {
        Self(value.into())
    }
}

/// A filter; each grammar gives it a name of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// How many members a list has, or signs a text.
    Length,
    /// A text in small letters.
    Lower,
    /// A text without the blanks round it.
    Trim,
    /// The first member of a list.
    First,
    /// The last member of a list.
    Last,
    /// A text in lines of at most so many signs, those after the first set in by so many blanks.
    Wrap,
}

/// What is wrong with an expression or a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The line, from 1, where it can be told.
    pub line: Option<usize>,
    /// What is wrong, in the library's words; none where it has none.
    pub detail: Option<String>,
    /// Whether it took more steps than it may.
    pub endless: bool,
}

impl From<Error> for Broken {
    fn from(error: Error) -> Self {
        Self {
            line: error.line(),
            detail: error.detail().map(str::to_owned),
            endless: error.kind() == ErrorKind::OutOfFuel,
        }
    }
}

/// What expressions and templates of one kind may use.
#[derive(Debug)]
pub struct Grammar {
    environment: Environment<'static>,
}

impl Grammar {
    /// Comparison, `and`/`or`/`not`, `in`, loops and these filters; at most `fuel` steps each time, which
    /// bounds memory as well. A name that nothing stands for is an error.
    pub fn new(fuel: u64, filters: &[(&'static str, Filter)]) -> Self {
        let mut environment = Environment::empty();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(fuel));
        environment.set_recursion_limit(DEEPEST);
        environment.set_auto_escape_callback(|name| match name.rsplit('.').next() {
            Some("html") => AutoEscape::Html,
            Some(_) | None => AutoEscape::None,
        });
        // A line that holds nothing but a tag leaves no line behind.
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        environment.set_syntax(syntax.expect("the usual marks do not clash"));
        for (name, filter) in filters {
            match filter {
                Filter::Length => environment.add_filter(*name, minijinja::filters::length),
                Filter::Lower => environment.add_filter(*name, minijinja::filters::lower),
                Filter::Trim => environment.add_filter(*name, minijinja::filters::trim),
                Filter::First => environment.add_filter(*name, minijinja::filters::first),
                Filter::Last => environment.add_filter(*name, minijinja::filters::last),
                Filter::Wrap => environment.add_filter(*name, wrap),
            }
        }
        Self { environment }
    }

    /// The expression that `text` says.
    pub fn expression<'a>(&'a self, text: &'a str) -> Result<Expression<'a>, Broken> {
        // The environment may outlive the text, and the text the environment.
        let environment: &'a Environment<'a> = &self.environment;
        Ok(Expression(environment.compile_expression(text)?))
    }

    /// Whether `text` can be read as a template; which names it asks for is seen when it is filled in.
    pub fn read(&self, text: &str) -> Result<(), Broken> {
        Ok(self.environment.template_from_str(text).map(drop)?)
    }

    /// The template `text` filled in with a table; where `name` ends with `.html`, values are text there,
    /// never markup.
    pub fn fill(&self, name: &str, text: &str, seen: &Seen) -> Result<String, Broken> {
        Ok(self.environment.render_named_str(name, text, seen.0.clone())?)
    }
}

/// An expression that was read.
#[derive(Debug)]
pub struct Expression<'a>(minijinja::Expression<'a, 'a>);

impl Expression<'_> {
    /// The dotted names that it asks for, sorted.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.0.undeclared_variables(true).into_iter().collect();
        names.sort();
        names
    }

    /// Whether it is true of a table.
    pub fn holds(&self, seen: &Seen) -> Result<bool, Broken> {
        Ok(self.0.eval(seen.0.clone())?.is_true())
    }
}

/// The words of `text` in lines of at most `width` signs, those after the first set in by `indent` blanks.
/// A word that is longer has a line of its own.
fn wrap(text: &str, width: usize, indent: usize) -> String {
    let (width, indent) = (width.clamp(20, 998), indent.min(40));
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut column = indent;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if !out.is_empty() && column + 1 + length > width {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            column = indent;
        } else if !out.is_empty() {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grammar() -> Grammar {
        Grammar::new(5_000, &[("brekk", Filter::Wrap), ("antall", Filter::Length)])
    }

    fn fill(name: &str, text: &str) -> Result<String, Broken> {
        let seen = Seen::table([
            ("navn", Seen::from("Åse <b>")),
            ("tall", Seen::list([1, 2].map(Seen::from))),
            ("tomt", Seen::nothing()),
        ]);
        grammar().fill(name, text, &seen)
    }

    #[test]
    fn templates_show_what_they_are_given() {
        let cases = [
            ("brev.txt", "Hei {{ navn }}", "Hei Åse <b>"),
            ("brev.html", "Hei {{ navn }}", "Hei Åse &lt;b&gt;"),
            ("brev.txt", "{% for n in tall %}\n- {{ n }}\n{% endfor %}\nx", "- 1\n- 2\nx"),
            ("brev.txt", "{% if tomt %}a{% else %}b{% endif %}", "b"),
            ("brev.txt", "{{ tall|antall }}", "2"),
            (
                "brev.txt",
                "{{ 'en to tre fire fem seks sju'|brekk(20, 2) }}",
                "en to tre fire fem\n  seks sju",
            ),
        ];
        for (name, text, expected) in cases {
            assert_eq!(fill(name, text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_has_its_line() {
        let cases = [
            ("a\n{{ ukjent }}", 2),
            ("a\nb\n{% if %}", 3),
            ("{{ navn|safe }}", 1),
            ("\n{% include '/etc/passwd' %}", 2),
            ("{{ navn.borte }}", 1),
            ("{{ range(10) }}", 1),
            ("{% for a in tall %}", 1),
        ];
        for (text, line) in cases {
            let broken = fill("brev.html", text).expect_err(text);
            assert_eq!((broken.line, broken.endless), (Some(line), false), "{text}: {broken:?}");
        }
    }

    #[test]
    fn no_template_runs_for_ever() {
        let loops = "{% for a in tall %}".repeat(14) + "x" + &"{% endfor %}".repeat(14);
        let doubling = "{% set a = 'x' %}".to_owned() + &"{% set a = a ~ a %}".repeat(60) + "{{ a }}";
        let cases = [loops, doubling, "{{ 'a' * 1000000000 }}".to_owned(), "(".repeat(20_000)];
        for text in &cases {
            let out = fill("brev.txt", text);
            assert!(out.is_err() || out.is_ok_and(|out| out.len() < 50_000), "{text:.60}");
        }
        let deep = format!("{{{{ {}1{} }}}}", "(".repeat(20_000), ")".repeat(20_000));
        assert!(fill("brev.txt", &deep).is_err());
    }

    #[test]
    fn expressions_hold_or_not() {
        let grammar = grammar();
        let seen = Seen::table([("a", Seen::table([("b", Seen::from(3))]))]);
        let expression = grammar.expression("a.b > 2 and a.b < 4").expect("it is one");
        assert_eq!((expression.names(), expression.holds(&seen)), (vec!["a.b".to_owned()], Ok(true)));
        assert_eq!(grammar.expression("a.b == 4").expect("it is one").holds(&seen), Ok(false));
        assert!(grammar.expression("a.b >").is_err());
    }
}
