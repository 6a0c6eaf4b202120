/*
 * epcl_tables_in.h - the small tables that decide about the Eligible list
 *
 * Criteria sheets, who serves an SMSO, recorded equivalences, uneconomic
 * combinations, upgrade paths. Each is read whole, with all findings (codes
 * EPCL) in one pass, and added to the tables. False: it was rejected, and
 * *system says that it could not be opened.
 *
 *	struct epcl_tables t = EPCL_TABLES_INIT;
 *	ok = services_read(&t, path, &limits, &diag, &source, &system);
 *
 * Rejected: a blank where a name is needed, a value outside its list, an
 * SMSO served twice, a combination with two equivalences, an uneconomic row
 * that names nothing, a JSON document of another kind.
 */
#ifndef FILE_EPCL_TABLES_IN_H
#define FILE_EPCL_TABLES_IN_H

#include "file/rows.h"
#include "model/epcl.h"

typedef bool epcl_table_reader(struct epcl_tables *t, const char *path,
			       const struct input_limits *limits,
			       struct diag *d, struct rows_source *source,
			       bool *system);

epcl_table_reader criteria_sheet_read, services_read, equivalences_read,
	uneconomic_read, upgrade_paths_read;

#endif
