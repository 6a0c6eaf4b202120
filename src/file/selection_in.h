/*
 * selection_in.h - what ppcl-make begins with
 *
 * A selection of dmc-select in any row format, wide or public; or a release
 * in any layout (file/ppcl_in.h), of which every row is meant. Told by the
 * header: a column disposition makes it a selection.
 *
 *	ok = selection_read(&picks, path, &limits, &diag, &source, &system);
 *
 * Several inputs may be read one after another into the same picks; shares
 * of the list are carried only from one.
 */
#ifndef FILE_SELECTION_IN_H
#define FILE_SELECTION_IN_H

#include "file/rows.h"
#include "model/pick.h"

bool selection_read(struct picks *p, const char *path,
		    const struct input_limits *limits, struct diag *d,
		    struct rows_source *source, bool *system);

#endif
