/**
 * Tests of the reader of published LLM price lists, on small lists written here; the whole
 * published list is read by the tests of the script llm-tokens, when it is present.
 */
@NullMarked
package io.pricewright.rules.catalogue.genai;

import org.jspecify.annotations.NullMarked;
