/*
 * policy_in.h - a policy from JSON
 *
 * Reads rfi-policy(5) into model/policy.h. Every member is checked; all
 * findings (codes POL) are made in one pass, and a policy with an error is
 * not to be used.
 *
 *	struct policy p;
 *	policy_init(&p);
 *	ok = policy_read(&p, path, &limits, &diag, digest);
 *	policy_release(&p);
 *
 * False with a finding: rejected; *system says that it could not be opened.
 */
#ifndef FILE_POLICY_IN_H
#define FILE_POLICY_IN_H

#include "base/sha256.h"
#include "file/input.h"
#include "model/policy.h"

bool policy_read(struct policy *p, const char *path,
		 const struct input_limits *limits, struct diag *d,
		 char digest[SHA256_TEXT], bool *system);

#endif
