package dev.sallyport.server.config;

/// One setting as its user knows it.
///
/// @param key dotted name in the file; the environment says `SALLYPORT_` and the key in capitals
///   with `_` for `.` and `-`
/// @param form how a value must look, in words
/// @param fallback the value when nobody says one; empty for "not set"
/// @param help one line for `--help-settings`
public record Setting(String key, String fallback, String form, String help) {
    public String variable() {
        return "SALLYPORT_"
                + key.replace('.', '_').replace('-', '_').toUpperCase(java.util.Locale.ROOT);
    }
}
