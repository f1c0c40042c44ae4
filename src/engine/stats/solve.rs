//! Small systems of linear equations, solved by Gaussian elimination with partial pivoting.

/// A pivot below this share of the largest entry counts as none.
const SINGULAR: f64 = 1e-13;

/// The x with `matrix` · x = `right`: one row of unknowns per row of the square matrix, one column per
/// column of `right`. `None` when the equations have no single answer to working precision.
pub(super) fn solve(matrix: Vec<Vec<f64>>, right: Vec<Vec<f64>>) -> Option<Vec<Vec<f64>>> {
    let count = matrix.len();
    let largest = matrix.iter().flatten().map(|value| value.abs()).fold(0.0, f64::max);
    let join = |(mut row, right): (Vec<f64>, Vec<f64>)| {
        row.extend(right);
        row
    };
    let mut rows: Vec<Vec<f64>> = matrix.into_iter().zip(right).map(join).collect();
    for column in 0..count {
        let (done, rest) = rows.split_at_mut_checked(column)?;
        let size = |row: &Vec<f64>| row.get(column).map_or(0.0, |value| value.abs());
        let (pivot, _) =
            rest.iter().enumerate().max_by(|one, next| size(one.1).total_cmp(&size(next.1)))?;
        rest.swap(0, pivot);
        let (head, below) = rest.split_first_mut()?;
        let divisor = head.get(column).copied().filter(|d| d.abs() > SINGULAR * largest)?;
        for value in head.iter_mut() {
            *value /= divisor;
        }
        for row in done.iter_mut().chain(below) {
            let factor = row.get(column).copied()?;
            for (value, part) in row.iter_mut().zip(head.iter()) {
                *value -= factor * part;
            }
        }
    }
    Some(rows.into_iter().map(|row| row.into_iter().skip(count).collect()).collect())
}
