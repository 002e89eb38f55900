/// The domain's ports, kept in one SQLite file.
///
/// ## Belongs here
///
/// {@link dev.sallyport.server.store.sqlite.Database}, one store per port, and nothing but SQL and
/// the mapping of rows. The schema is in `db/migration`: integers for time (epoch milliseconds),
/// text for JSON, so that another engine can take it over.
///
/// ## Does not belong here
///
/// Rules of the domain; though what must never be broken stands in the schema once more.
///
/// ## Invariants
///
/// 1. There is one writer; what a write call returned from is on disk.
/// 2. The file and its directory are nobody else's to read.
@NullMarked
package dev.sallyport.server.store.sqlite;

import org.jspecify.annotations.NullMarked;
