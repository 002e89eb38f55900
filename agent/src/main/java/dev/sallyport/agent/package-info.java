/// Placeholder
@NullMarked
package dev.sallyport.agent;

import org.jspecify.annotations.NullMarked;
