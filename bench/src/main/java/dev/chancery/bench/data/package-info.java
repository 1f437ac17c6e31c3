/** The product's database from beside the product: counted with plain SQL, and filled in bulk before a measurement. */
@NullMarked
package dev.chancery.bench.data;

import org.jspecify.annotations.NullMarked;
