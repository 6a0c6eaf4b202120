/*
 * load.h - returns, inventories and tallies into memory
 *
 * What the tools of the selection have in common: policy, aliases, and the
 * loop that reads every file in its own layout. Findings go to the frame.
 *
 *	struct load l;
 *	if (!load_init(&l, &frame, &paths, ESTATE_COUNTING, DIAG_ERROR))
 *		...
 *	load_files(&l, argv, argc);		("-" or none: standard input)
 *	load_release(&l);
 *
 * The layout of a file is told by its header: a column device_type makes it
 * the device layout, a column disposition a tally (where may_be_tally is
 * set; one tally, and nothing beside it), anything else the wide layout.
 *
 * take() is called for every row that was accepted, with its kind and place;
 * false takes the row back. A file that was scanned goes to take_scan() as a
 * whole.
 */
#ifndef TOOLS_LOAD_H
#define TOOLS_LOAD_H

#include "engine/estate.h"
#include "file/scan.h"
#include "file/tables_in.h"
#include "model/tally.h"
#include "tools/frame.h"

struct load_paths {		/* NULL: not given */
	const char *policy;
	const char *aliases;
	const char *known;
	const char *map;
	const uint32_t *also;	/* columns for the key; a blank one in it */
	size_t also_n;		/* leaves nothing unresolved */
};

struct load;

struct load_scan;

typedef bool load_taker(struct load *l, uint32_t kind,
			const struct check_count *count,
			const struct span *cells);

struct load {
	struct frame *f;
	struct policy policy;
	struct alias_table aliases;
	struct rename_table renames;
	struct names *names;
	struct estate estate;
	struct check check;
	bool may_be_tally;
	bool digest;			/* of the input, summary or not */
	bool is_tally;
	struct tally tally;
	load_taker *take;
	/* Instead, for a file that was scanned: owns what it gets. NULL: no
	 * file is to be scanned where take is set. Without marks an
	 * installation may stand twice in it. See load_fast.h. */
	void (*take_scan)(struct load *l, struct load_scan *scan);
	struct marks *marks;		/* of installation ids, or NULL */
	void *ctx;
	unsigned threads;		/* 0: one a processor */
	enum scan_set set;		/* of instructions */
	uint64_t memory;		/* bytes for ids of devices; 0: 2 GiB */
	uint32_t files;			/* read so far; the one at hand */
	uint64_t rows;
	bool optional[RFI_COLUMNS];	/* optional columns that were there */
};

/* False: a policy or table was rejected (findings), or could not be opened. */
bool load_init(struct load *l, struct frame *f,
	       const struct load_paths *paths, enum estate_scope scope,
	       enum diag_severity floor);
void load_files(struct load *l, char **paths, int n);
void load_release(struct load *l);

#endif
