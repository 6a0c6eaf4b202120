/*
 * inventory.h - the rows of rfi-check, from acceptance to output
 *
 * Rows wait in a spool until the last one has been read: only then is it
 * known whether anything may be written, and how each name is spelled.
 *
 *	struct inventory inv;
 *	inventory_begin(&inv, &load);		(before load_files)
 *	inventory_check(&inv, &limits);		(what only all rows tell)
 *	status = inventory_write(&inv, lenient, report);
 *	inventory_release(&inv);
 *
 * Rows keep the order of the files and of their rows.
 */
#ifndef TOOLS_INVENTORY_H
#define TOOLS_INVENTORY_H

#include "engine/across.h"
#include "file/spool.h"
#include "tools/load.h"

struct inventory {
	struct load *l;
	struct across across;
	struct precedence precedence;
	struct spool *spool;
	struct buf record;
	uint64_t rows;
};

/* The columns of the inventory: optional ones only where a return has them. */
const struct table_format *inventory_format(struct load *l);

void inventory_begin(struct inventory *inv, struct load *l);
void inventory_check(struct inventory *inv,
		     const struct across_limits *limits);
/* report: path of the quality report, or NULL. Gives the exit status. */
int inventory_write(struct inventory *inv, bool lenient, const char *report);
void inventory_release(struct inventory *inv);

#endif
