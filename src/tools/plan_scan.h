/*
 * plan_scan.h - the single installations of an inventory that was scanned
 *
 * A second pass over a file (tools/load_fast.h), a row at a time: wanted()
 * says in any thread whether a row is wanted, take() gets those that are in
 * the order of the file.
 *
 *	const struct plan_scan_pass pass = { wanted, take, &mine };
 *	ok = plan_scan_each(scan, &pass);	(false: the file has changed)
 *
 * Rows have the counts and the id that the careful reader gives them. Memory:
 * blocks of the file that threads are at.
 */
#ifndef TOOLS_PLAN_SCAN_H
#define TOOLS_PLAN_SCAN_H

#include "tools/load_fast.h"

struct plan_scan_row {
	uint32_t kind;			/* of the estate */
	uint32_t tag;			/* wanted() may leave a word here */
	uint64_t active, dormant;
	uint64_t line, hash;		/* of take(): the id's plan_hash() */
	struct span id;			/* as it stands; take() too */
};

struct plan_scan_pass {
	bool (*wanted)(void *ctx, struct plan_scan_row *row);
	void (*take)(void *ctx, const struct plan_scan_row *row);
	void *ctx;
	bool lines;			/* take() wants to know the line */
};

bool plan_scan_each(const struct load_scan *s,
		    const struct plan_scan_pass *pass);

#endif
