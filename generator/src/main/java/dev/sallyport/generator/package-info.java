/// Placeholder
@NullMarked
package dev.sallyport.generator;

import org.jspecify.annotations.NullMarked;
