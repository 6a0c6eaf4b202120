/*
 * ppcl_check.h - does a release hold together?
 *
 *	ok = ppcl_check(&release, file, PPCL_CHECK_ALL, &diag);
 *
 *	PPCL011  error    an id twice
 *	PPCL024  warning  electricity meters of one model with two images: one
 *	                  is expected for each hardware mark (R24). The maker
 *	                  is part of the model; TBC is no image
 *	PPCL025  warning  one version of one device in two spellings
 *	PPCL034  warning  one combination under two ids
 *
 * PPCL_CHECK_IDS looks at the ids only. False: there was an error.
 */
#ifndef ENGINE_PPCL_CHECK_H
#define ENGINE_PPCL_CHECK_H

#include "base/diag.h"
#include "model/release.h"

enum ppcl_check_what { PPCL_CHECK_IDS, PPCL_CHECK_ALL };

bool ppcl_check(const struct release *r, const char *file,
		enum ppcl_check_what what, struct diag *d);

#endif
