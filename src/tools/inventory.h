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
 * Rows keep the order of the files and of their rows. Those of a file that
 * was scanned do not wait: the file is read again (inventory_scan.h).
 */
#ifndef TOOLS_INVENTORY_H
#define TOOLS_INVENTORY_H

#include "engine/across.h"
#include "file/spool.h"
#include "tools/load_fast.h"

/* Rows that lie together: of a file that was scanned, or in the spool. */
struct inventory_part {
	struct load_scan *scan;		/* NULL: in the spool */
	uint32_t file;			/* of across */
	uint64_t rows;
};

struct inventory {
	struct load *l;
	struct across across;
	struct precedence precedence;
	struct spool *spool;
	struct buf record;
	uint64_t rows;
	VEC(struct inventory_part) parts;
};

/* The columns of the inventory: optional ones only where a return has them. */
const struct table_format *inventory_format(struct load *l);

void inventory_begin(struct inventory *inv, struct load *l);
void inventory_check(struct inventory *inv,
		     const struct across_limits *limits);
/* report: path of the quality report, or NULL. Gives the exit status. */
/* What a row of the inventory is made of, and the row of it. */
struct inventory_row {
	uint32_t kind;
	bool has_active, has_dormant;
	uint64_t active, dormant;
};

void inventory_row(struct inventory *inv, struct table_out *t,
		   const struct inventory_row *row, struct span id);
/* The cells of a kind by columns of the inventory; those of the row itself
 * are blank. How many there are. */
unsigned inventory_cells(const struct load *l, uint32_t kind,
			 struct span *cells);

int inventory_write(struct inventory *inv, bool lenient, const char *report);
void inventory_release(struct inventory *inv);

#endif
