/**
 * Scripts that attack the engine, one file each, with the outcome each must have. Tests and {@code
 * bench hostile} run them; nothing else does, and they ship in a jar of their own. They lie in the
 * resources beside this package; {@code index.txt} lists them. In a file, <code>{{300:text}}</code>
 * stands for 300 times the text.
 */
@NullMarked
package io.pricewright.rules.script.hostile;

import org.jspecify.annotations.NullMarked;
