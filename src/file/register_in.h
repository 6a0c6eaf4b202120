/*
 * register_in.h - the firmware register, the results of a campaign, a patch
 *
 * Each is read whole, with all findings (codes PPCL; of results_read_sit()
 * SIT) in one pass. False: it was rejected, and *system says that it could
 * not be opened. Strings belong to what they were read into.
 *
 *	ok = register_read(&reg, path, &limits, &diag, &source, &system);
 */
#ifndef FILE_REGISTER_IN_H
#define FILE_REGISTER_IN_H

#include "file/rows.h"
#include "model/change.h"
#include "model/firmware.h"
#include "model/result.h"

bool register_read(struct firmware_register *r, const char *path,
		   const struct input_limits *limits, struct diag *d,
		   struct rows_source *source, bool *system);
bool results_read(struct results *r, const char *path,
		  const struct input_limits *limits, struct diag *d,
		  struct rows_source *source, bool *system);
bool results_read_sit(struct results *r, const char *path,
		      const struct input_limits *limits, struct diag *d,
		      struct rows_source *source, bool *system);
bool patch_read(struct changes *c, const char *path,
		const struct input_limits *limits, struct diag *d,
		struct rows_source *source, bool *system);

#endif
