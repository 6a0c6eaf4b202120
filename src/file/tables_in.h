/*
 * tables_in.h - the small tables: aliases, column maps, known and public names
 *
 * Each is read whole, with all findings (codes TAB) in one pass. False: it
 * was rejected, and *system says that it could not be opened. Strings belong
 * to what they were read into.
 *
 *	struct alias_table t = ALIAS_TABLE_INIT;
 *	ok = aliases_read(&t, path, &limits, &diag, &source, &system);
 */
#ifndef FILE_TABLES_IN_H
#define FILE_TABLES_IN_H

#include "base/arena.h"
#include "base/table.h"
#include "base/vec.h"
#include "file/rows.h"
#include "model/alias.h"

struct rename_table {
	struct arena arena;
	VEC(struct table_rename) renames;
};

struct public_name {
	struct span smso;
	struct span alias;
};

struct public_table {
	struct arena arena;
	VEC(struct public_name) names;
};

#define RENAME_TABLE_INIT	{ ARENA_INIT, VEC_INIT }
#define PUBLIC_TABLE_INIT	{ ARENA_INIT, VEC_INIT }

bool aliases_read(struct alias_table *t, const char *path,
		  const struct input_limits *limits, struct diag *d,
		  struct rows_source *source, bool *system);
bool known_read(struct alias_table *t, const char *path,
		const struct input_limits *limits, struct diag *d,
		struct rows_source *source, bool *system);
bool renames_read(struct rename_table *t, const char *path,
		  const struct input_limits *limits, struct diag *d,
		  struct rows_source *source, bool *system);
bool public_read(struct public_table *t, const char *path,
		 const struct input_limits *limits, struct diag *d,
		 struct rows_source *source, bool *system);
void rename_table_release(struct rename_table *t);
void public_table_release(struct public_table *t);

#endif
