/*
 * cases_in.h - the tables of a test campaign
 *
 *	struct cases cases = CASES_INIT;
 *
 *	ok = cases_in_read(&cases, "cases.csv", &limits, &diag, &source,
 *			   &system);
 *	cases_release(&cases);
 *
 * Cases, sit-cases(5): every cell of the form that its column has, an SRV of
 * the catalogue, parameters as JSON. Whether the cases suit each other and
 * their devices is engine/case_lint.h's. Beside them what services a campaign
 * tests and how fast they must be, sit-campaign(5), and the ids of results
 * that a change voids, as ppcl-diff --evidence writes them.
 */
#ifndef FILE_CASES_IN_H
#define FILE_CASES_IN_H

#include "base/intern.h"
#include "file/rows.h"
#include "file/table_in.h"
#include "model/applicability.h"
#include "model/testcase.h"

bool cases_in_read(struct cases *cases, const char *path,
		   const struct input_limits *limits, struct diag *d,
		   struct rows_source *source, bool *system);
/* The same for rows that are open and whose header has been read. */
bool cases_in_rows(struct cases *cases, struct rows *rows,
		   const struct span *names, size_t n, uint64_t line,
		   struct diag *d);
/* The same for records that are held elsewhere. */
bool cases_in_given(struct cases *cases, const char *file,
		    table_in_next *next, void *from, struct diag *d);
bool applicability_in_read(struct applicability *list, const char *path,
			   const struct input_limits *limits, struct diag *d,
			   struct rows_source *source, bool *system);
bool trt_in_read(struct trt_table *t, const char *path,
		 const struct input_limits *limits, struct diag *d,
		 struct rows_source *source, bool *system);
/* The case ids, each once. */
bool voided_in_read(struct intern *ids, const char *path,
		    const struct input_limits *limits, struct diag *d,
		    struct rows_source *source, bool *system);

#endif
