package dev.sallyport.cli.pick;

import java.util.List;
import java.util.Optional;

/// Lets the user choose.
public interface Picker {
    /// The index of the chosen row, or nothing if the user wants none.
    ///
    /// @param rows one line each, without control characters
    /// @param filter what the rows are narrowed to at first
    Optional<Integer> pick(String title, List<String> rows, String filter);
}
