@NullMarked
package dev.chancery.control.organizations;

import org.jspecify.annotations.NullMarked;
