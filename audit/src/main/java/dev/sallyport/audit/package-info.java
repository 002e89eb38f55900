/// Placeholder
@NullMarked
package dev.sallyport.audit;

import org.jspecify.annotations.NullMarked;
