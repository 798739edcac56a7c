//! The tables of a story: what their elements do to the draft.
//!
//! **Knows**: heads, merged cells, rows that were deleted.
//! **Does not know**: what stands in a cell.

use super::{Body, Inside, property};
use crate::document::RowPart;
use crate::document::xml::{Broken, Xml};

/// A table that is open.
#[derive(Default)]
pub(super) struct Table {
    first_row: bool,
    rows: usize,
    width: usize,
    is_deleted: bool,
}

impl Body<'_, '_> {
    /// Takes in the start of a table, row or cell, or what it says of itself.
    pub(super) fn table_part(&mut self, name: &str, xml: &mut Xml<'_>) -> Result<Inside, Broken> {
        match name {
            "tbl" => {
                self.joins = false;
                self.writer.begin_table();
                self.tables.push(Table::default());
                return Ok(Inside::Read);
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    let is_head = table.first_row && table.rows == 0;
                    table.rows += 1;
                    table.is_deleted = false;
                    self.writer.begin_row(if is_head { RowPart::Head } else { RowPart::Body });
                }
                return Ok(Inside::Read);
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.width = 1;
                }
                return Ok(Inside::Read);
            }
            "tblPr" => {
                let first_row = property::table(xml)?;
                if let Some(table) = self.tables.last_mut() {
                    table.first_row = first_row;
                }
            }
            "trPr" => {
                let properties = property::row(xml)?;
                if let (Some(table), Some(row)) = (self.tables.last_mut(), self.writer.row()) {
                    table.is_deleted = properties.is_deleted;
                    if properties.is_head {
                        row.part = RowPart::Head;
                    }
                }
                if properties.before > 0 {
                    self.writer.end_cell(properties.before);
                }
            }
            _ => {
                let width = property::cell(xml)?;
                if let Some(table) = self.tables.last_mut() {
                    table.width = width;
                }
            }
        }
        Ok(Inside::Done)
    }

    /// Takes in the end of a table, row or cell.
    pub(super) fn end_table_part(&mut self, name: &str) {
        match name {
            "tc" => {
                let width = self.tables.last().map_or(1, |table| table.width);
                self.writer.end_cell(width);
            }
            "tr" => {
                let is_deleted = self.tables.last().is_some_and(|table| table.is_deleted);
                if let Some(row) = self.writer.row().filter(|_| is_deleted) {
                    row.cells.clear();
                }
                self.writer.end_row();
            }
            "tbl" => {
                self.writer.end_table();
                self.tables.pop();
            }
            _ => {}
        }
    }
}
