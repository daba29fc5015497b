/**
 * HTTP in, JSON out: the API of version 1, its OpenAPI document and the page that uses it.
 *
 * <p>In: a {@link org.vigil.search.ReportSearcher} to ask and a {@link org.vigil.api.StatusSource}.
 * Out: a running {@link org.vigil.api.ApiServer}. Start there; {@code SearchParameters} holds what
 * may be asked, {@code SearchJson} how the answer looks, {@code Problem} how errors do.
 */
@org.jspecify.annotations.NullMarked
package org.vigil.api;
