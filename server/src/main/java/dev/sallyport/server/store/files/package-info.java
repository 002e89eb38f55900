/// The data directory and the files in it that are no database.
///
/// ## Belongs here
///
/// The directory itself, the file of the master key, and calendars.
///
/// ## Does not belong here
///
/// What the key is good for (`identity`), certificates, recordings.
///
/// ## Invariants
///
/// 1. What is written here is nobody else's to read.
/// 2. A file is complete or not there.
@NullMarked
package dev.sallyport.server.store.files;

import org.jspecify.annotations.NullMarked;
