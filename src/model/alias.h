/*
 * alias.h - the small tables that say how names are spelled
 *
 * An alias maps one spelling of a field to the name to print; a known name
 * exists. A field is a column of rfi.h or the last part of several
 * ("model"). Read by file/tables_in.h; strings belong to the table's arena.
 */
#ifndef MODEL_ALIAS_H
#define MODEL_ALIAS_H

#include <stdint.h>
#include "base/arena.h"
#include "base/vec.h"

struct alias {
	struct span field;
	struct span from;
	struct span to;
};

struct known_name {
	struct span field;
	struct span name;
};

struct alias_table {
	struct arena arena;
	VEC(struct alias) aliases;
	VEC(struct known_name) known;
	bool known_given;	/* --known: every other name is unknown */
};

#define ALIAS_TABLE_INIT	{ ARENA_INIT, VEC_INIT, VEC_INIT, false }

void alias_table_release(struct alias_table *t);

#endif
