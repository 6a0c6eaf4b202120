/*
 * scan_util.h - a file by the scanner and by the careful reader
 *
 * What rows.h says of a file is right: either the scanner gives the same
 * keys with the same counts in the same order, or it gives up; it must give
 * up where rows.h has a finding, and it may not where the file is clean. As a
 * stream the file is read to its end by both together, whatever is given up.
 *
 *	tcase_add_checked_fixture(t, scan_make_folder, scan_remove_folder);
 *	...
 *	scan_put_file(bytes);
 *	scan_try_all(&look, true, seed);
 *
 * The seed is named where something differs.
 */
#ifndef TESTS_UNIT_SCAN_UTIL_H
#define TESTS_UNIT_SCAN_UTIL_H

#include <stdbool.h>
#include <stdint.h>
#include "base/span.h"
#include "file/scan.h"

/* What to look for in it. */
struct look {
	uint32_t width;
	uint32_t wanted[8], wanted_n;
	uint32_t sum[2];
};

enum verdict { MUST, MAY, MUST_NOT };	/* be scanned */

void scan_make_folder(void);
void scan_remove_folder(void);
void scan_put_file(struct span bytes);

/* With several threads, block sizes and instruction sets, and as streams. */
void scan_try_all(const struct look *look, bool clean, uint64_t seed);
/* With two, in small blocks: is it scanned? */
void scan_try_trap(const struct look *look, enum verdict verdict);

#endif
