/**
 * Published price lists of large language models as parameters of the script {@code llm-tokens}:
 * the format of pydantic/genai-prices, USD per million tokens. Pure; whoever has a list reads it
 * and hands it over as JSON.
 */
@NullMarked
package io.pricewright.rules.catalogue.genai;

import org.jspecify.annotations.NullMarked;
