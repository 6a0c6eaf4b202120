/*
 * tally_in.h - a tally read back
 *
 * Reads dmc-count's output (any tabular kind) from rows whose header has
 * been seen: a table with a column `disposition` is a tally. Its key is the
 * columns that it has, in the order of the inventory.
 *
 *	if (tally_in_is(names, n))
 *		ok = tally_read(&t, rows, names, n, line, NULL, &diag);
 *
 * Rejected, with a finding (codes DMC): an unknown disposition, a count that
 * is none, a total that is not the sum, the same key twice in a disposition,
 * no key column, a JSON document of another schema. The tally is sorted.
 */
#ifndef FILE_TALLY_IN_H
#define FILE_TALLY_IN_H

#include "file/rows.h"
#include "model/tally.h"

bool tally_in_is(const struct span *names, size_t n);
bool tally_read(struct tally *t, struct rows *r, const struct span *names,
		size_t n, uint64_t line, const struct table_renames *renames,
		struct diag *d);

#endif
