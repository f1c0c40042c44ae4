//! Excel workbooks → cells by line, one sheet at a time.
//!
//! Formulas are read by the value the workbook keeps for them, dates as `2025-03-31` in either epoch,
//! merged text in every row it covers. What other programs store, and what a password protects, is
//! refused with a sentence.

mod archive;
mod merged;
mod sheet;

use super::table::{Grid, RowNote, Table, check_size, shape};
use crate::Problem;
use calamine::{Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use std::io::Cursor;

const ZIP: &[u8] = b"PK\x03\x04";
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// One sheet of a workbook, and the others to choose from.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    /// Names of the visible sheets.
    pub sheets: Vec<String>,
    /// The one that was read.
    pub sheet: String,
    /// Its cells.
    pub grid: Grid,
}

impl Workbook {
    /// Its table.
    ///
    /// # Errors
    /// A sheet without rows, or with too much in it.
    pub fn table(self) -> Result<Table, Problem> {
        shape(self.grid)
    }
}

/// Whether these bytes are a workbook, or something else that only a spreadsheet program opens.
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(ZIP) || bytes.starts_with(OLE)
}

/// Reads one sheet of a workbook: the one that is asked for, or the first visible one that has a table.
///
/// # Errors
/// What is not an Excel workbook, protected, damaged or too large, and a sheet that is not there.
pub fn read_workbook(bytes: &[u8], asked: Option<&str>) -> Result<Workbook, Problem> {
    check_size(bytes.len() as u64)?;
    archive::check(bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let listed: Vec<(String, bool)> = (book.sheets_metadata().iter())
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect();
    let names = |wanted: bool| -> Vec<String> {
        let list = listed.iter().filter(|(_, visible)| *visible == wanted);
        list.map(|(name, _)| name.clone()).collect()
    };
    let (sheets, hidden) = (names(true), names(false));
    let candidates: Vec<&String> = match asked {
        Some(asked) => sheets.iter().filter(|name| *name == asked).collect(),
        None => sheets.iter().collect(),
    };
    let mut chosen: Option<(String, Grid)> = None;
    for name in candidates {
        let grid = sheet::read(&mut book, name)?;
        let is_table = grid.rows.len() > 1 && grid.rows.iter().any(|row| row.filled() > 1);
        if chosen.is_none() || is_table {
            chosen = Some((name.clone(), grid));
        }
        if is_table {
            break;
        }
    }
    let (sheet, mut grid) = chosen.ok_or_else(no_sheet)?;
    tell_sheets(&mut grid, &sheet, &sheets, &hidden);
    Ok(Workbook { sheets, sheet, grid })
}

fn tell_sheets(grid: &mut Grid, sheet: &str, sheets: &[String], hidden: &[String]) {
    let others: Vec<&str> =
        sheets.iter().map(String::as_str).filter(|name| *name != sheet).collect();
    if !others.is_empty() {
        let done = format!("the sheet {sheet} was read, these were not");
        grid.remarks.push(
            RowNote::file(&others.join(", "), done)
                .and("Choose another sheet if this is the wrong one."),
        );
    }
    if !hidden.is_empty() {
        let noun = if hidden.len() == 1 { "a hidden sheet was" } else { "hidden sheets were" };
        grid.remarks.push(
            RowNote::file(&hidden.join(", "), format!("{noun} not read"))
                .and("Unhide it in your spreadsheet program if it has the partners."),
        );
    }
}

fn no_sheet() -> Problem {
    Problem::new(
        "File",
        "This workbook has no visible sheet of that name.",
        "Unhide the sheet with the partners in your spreadsheet program, and import the file again.",
    )
}

/// What the reader could not do, as a sentence.
fn damaged(error: &XlsxError) -> Problem {
    if matches!(error, XlsxError::Password) {
        return archive::protected();
    }
    Problem::new(
        "File",
        "This workbook is damaged or not complete.",
        "Open it in your spreadsheet program, save it again as .xlsx, and import that file.",
    )
}
