//! What stands on the pages of a PDF file: letters and straight lines, each with its place.
//!
//! **Knows**: what the library says of a page; fonts, transforms, what is upright.
//! **Does not know**: lines, words, paragraphs. It runs in a process of its own, for no library that
//! reads PDF can be trusted with any file.

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::page::Page as Leaf;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};

use super::letter;

/// The most letters that are taken from one page. More of them stand on no page that people made.
const MOST_GLYPHS: usize = 200_000;

/// The most straight lines that are taken from one page.
const MOST_RULES: usize = 5_000;

/// The most dots that are taken from one page: with more of them it shows a drawing.
const MOST_BULLETS: usize = 200;

/// The longest path that may be a straight line or a frame, in elements.
const LONGEST_PATH: usize = 64;

/// The thickest bar that is a line, in points.
const THICKEST: f64 = 2.5;

/// The size of a font's own grid.
const EM: f64 = 1_000.0;

/// A letter on a page, in points from the upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    pub(super) letter: char,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// Its base line.
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) weight: Weight,
}

/// How heavy a letter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Plain,
    Bold,
}

/// A straight line, level or upright.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    pub(super) x0: f32,
    pub(super) y0: f32,
    pub(super) x1: f32,
    pub(super) y1: f32,
}

/// What stands on one page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
    /// Dots that may be the bullets of a list.
    pub(super) bullets: Vec<Glyph>,
    /// Text that does not run as the rest does, or stands outside the page: searched, not read.
    pub(super) stray: String,
    /// How many glyphs are known by no letter.
    pub(super) nameless: usize,
    pub(super) images: usize,
}

/// Reads one page.
pub(super) fn read<'a>(page: &Leaf<'a>, cache: &InterpreterCache<'a>) -> Sheet {
    let (width, height) = page.render_dimensions();
    let start = page.initial_transform(true).to_kurbo();
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(start, bounds, cache, page.xref(), InterpreterSettings::default());
    let mut pen =
        Pen { sheet: Sheet { width, height, ..Sheet::default() }, turned: [const { Vec::new() }; 3] };
    interpret_page(page, &mut context, &mut pen);
    pen.finish()
}

/// Takes down what is drawn.
struct Pen {
    sheet: Sheet,
    /// Letters that are turned by a quarter, a half, three quarters.
    turned: [Vec<Glyph>; 3],
}

impl Pen {
    fn take(&mut self, glyph: &Drawn<'_>, whole: Affine, weight: Weight) {
        let advance = match glyph {
            Drawn::Outline(outline) => outline.advance_width(),
            Drawn::Type3(drawn) => drawn.advance_width(),
        };
        let origin = whole * Point::ZERO;
        let along = whole * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0) - origin;
        let up = whole * Point::new(0.0, EM) - origin;
        let size = up.hypot();
        let is_sane = [origin.x, origin.y, along.x, along.y, size].iter().all(|one| one.abs() < 1e5);
        let count = self.sheet.glyphs.len() + self.turned.iter().map(Vec::len).sum::<usize>();
        if !is_sane || size < 0.5 || count >= MOST_GLYPHS {
            return;
        }
        let text = match glyph.as_unicode() {
            Some(BfString::Char(letter)) => letter.to_string(),
            Some(BfString::String(text)) => text,
            None => String::new(),
        };
        let letters = letter::expanded(&text);
        if letters.iter().all(|letter| *letter == char::REPLACEMENT_CHARACTER) {
            self.sheet.nameless += 1;
        }
        let (width, height) = (f64::from(self.sheet.width), f64::from(self.sheet.height));
        // Turned letters are laid as if the page had been turned.
        let (x, y, length, shelf) = if along.x.abs() >= along.y.abs() * 4.0 && along.x >= 0.0 {
            (origin.x, origin.y, along.x, &mut self.sheet.glyphs)
        } else if along.x.abs() >= along.y.abs() * 4.0 {
            (width - origin.x, height - origin.y, -along.x, &mut self.turned[1])
        } else if along.y.abs() < along.x.abs() * 4.0 {
            self.sheet.stray.extend(letters);
            return;
        } else if along.y < 0.0 {
            (height - origin.y, origin.x, -along.y, &mut self.turned[0])
        } else {
            (origin.y, width - origin.x, along.y, &mut self.turned[2])
        };
        let step = length / letters.len().max(1) as f64;
        for (at, letter) in letters.into_iter().enumerate() {
            let x0 = x + step * at as f64;
            let glyph = Glyph {
                letter,
                x0: x0 as f32,
                x1: (x0 + step) as f32,
                y: y as f32,
                size: size as f32,
                weight,
            };
            shelf.push(glyph);
        }
    }

    fn rule(&mut self, from: Point, to: Point) {
        let points = [from.x, from.y, to.x, to.y];
        if self.sheet.rules.len() >= MOST_RULES || !points.iter().all(|one| one.abs() < 1e5) {
            return;
        }
        let (wide, high) = ((from.x - to.x).abs(), (from.y - to.y).abs());
        if wide.min(high) <= THICKEST && wide.max(high) > 2.0 * THICKEST {
            let (x, y) = ((from.x + to.x) / 2.0, (from.y + to.y) / 2.0);
            let (x0, x1) = if wide > high { (from.x.min(to.x), from.x.max(to.x)) } else { (x, x) };
            let (y0, y1) = if wide > high { (y, y) } else { (from.y.min(to.y), from.y.max(to.y)) };
            self.sheet.rules.push(Rule { x0: x0 as f32, y0: y0 as f32, x1: x1 as f32, y1: y1 as f32 });
        }
    }

    /// Takes a small drawn dot for the bullet that browsers draw before list items.
    fn bullet(&mut self, bounds: &Rect) {
        let (wide, high) = (bounds.width(), bounds.height());
        let is_sane = bounds.x0.abs() < 1e5 && bounds.y1.abs() < 1e5;
        if is_sane
            && (2.0..=6.0).contains(&wide)
            && (wide - high).abs() < 0.2 * wide
            && self.sheet.bullets.len() < MOST_BULLETS
        {
            let (size, y) = ((2.7 * wide) as f32, (bounds.y1 + 0.4 * high) as f32);
            let (x0, x1) = (bounds.x0 as f32, bounds.x1 as f32);
            self.sheet.bullets.push(Glyph { letter: '•', x0, x1, y, size, weight: Weight::Plain });
        }
    }

    /// The page, turned so that most of its text is upright.
    fn finish(mut self) -> Sheet {
        let most = (0..3).max_by_key(|at| self.turned[*at].len()).unwrap_or_default();
        let sheet = &mut self.sheet;
        if self.turned[most].len() > sheet.glyphs.len() {
            std::mem::swap(&mut sheet.glyphs, &mut self.turned[most]);
            sheet.rules.clear();
            sheet.bullets.clear();
            if most != 1 {
                std::mem::swap(&mut sheet.width, &mut sheet.height);
            }
        }
        for glyph in self.turned.iter().flatten() {
            sheet.stray.push(glyph.letter);
        }
        let (width, height) = (sheet.width, sheet.height);
        let stray = &mut sheet.stray;
        stray.push(' ');
        sheet.glyphs.retain(|glyph| {
            let inside =
                glyph.x1 > -1.0 && glyph.x0 < width + 1.0 && glyph.y > -1.0 && glyph.y < height + glyph.size;
            if !inside {
                stray.push(glyph.letter);
            }
            inside
        });
        self.sheet
    }
}

impl<'a> Device<'a> for Pen {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        if path.elements().len() > LONGEST_PATH {
            return;
        }
        match mode {
            DrawMode::Fill(_) => {
                let bounds = props.transform.transform_rect_bbox(path.bounding_box());
                self.bullet(&bounds);
                self.rule(Point::new(bounds.x0, bounds.y0), Point::new(bounds.x1, bounds.y1));
            }
            DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => {
                self.bullet(&props.transform.transform_rect_bbox(path.bounding_box()));
                let (mut start, mut last) = (Point::ZERO, Point::ZERO);
                for element in path.elements() {
                    match *element {
                        PathEl::MoveTo(to) => (start, last) = (to, to),
                        PathEl::LineTo(to) => {
                            self.rule(props.transform * last, props.transform * to);
                            last = to;
                        }
                        PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => last = to,
                        PathEl::ClosePath => {
                            self.rule(props.transform * last, props.transform * start);
                            last = start;
                        }
                    }
                }
            }
            DrawMode::Invisible => {}
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        let weight = run.glyphs().first().map_or(Weight::Plain, |glyph| weight_of(glyph));
        for glyph in run.glyphs() {
            self.take(glyph, props.transform * glyph.transform(), weight);
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.sheet.images += 1;
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

/// How heavy a glyph is, as far as its font says so: the fonts of LaTeX do not.
fn weight_of(glyph: &Drawn<'_>) -> Weight {
    let Drawn::Outline(outline) = glyph else { return Weight::Plain };
    let Some(font) = outline.font_data() else { return Weight::Plain };
    let named = font.postscript_name.is_some_and(|name| {
        let name = name.to_lowercase();
        name.contains("bold") || name.contains("black") || name.contains("heavy")
    });
    if named || font.weight.is_some_and(|weight| weight >= 600) { Weight::Bold } else { Weight::Plain }
}
