/*
 * applicability.h - which services are tested, and how fast they must be
 *
 * Two tables of a campaign. Without an applicability list, a SMETS1 device is
 * asked what the catalogue says that SMETS1 devices serve or are likely to;
 * with one, only what it lists is tested: of all rows that fit a case the
 * last one counts. Target response times are those of the catalogue, unless
 * a row of the other table gives another.
 *
 *	struct applicability list = APPLICABILITY_INIT;
 *
 *	row = applicability_find(&list, &question);	(NULL: not listed)
 *	ms = trt_find(&trt, srv, TRT_ON_DEMAND);	(0: not judged)
 *
 * Source: sections 1, 7 and 8 of the notes on testing in smets1-tools(7).
 */
#ifndef MODEL_APPLICABILITY_H
#define MODEL_APPLICABILITY_H

#include "base/arena.h"
#include "base/table.h"
#include "base/vec.h"
#include "model/srv.h"
#include "model/testcase.h"

#define COL(id, name, type, values, flags, help) APPLICABILITY_COL_##id,
enum applicability_column {
#include "model/applicability.cols.h"
	APPLICABILITY_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) TRT_COL_##id,
enum trt_column {
#include "model/trt.cols.h"
	TRT_COLUMNS
};
#undef COL
extern const struct table_format applicability_format, trt_format;

struct applicability_row {
	uint64_t line;
	const struct srv *srv;		/* NULL: every one */
	unsigned device_type;		/* 0: any */
	enum case_installation installation;	/* CASE_INSTALLATIONS: any */
	struct span ppc_id;		/* empty: any */
	unsigned mode;			/* CASE_MODES: any */
	bool applies, mandatory;
	struct span requirement;
};

struct applicability {
	struct arena arena;
	VEC(struct applicability_row) rows;
};

#define APPLICABILITY_INIT	{ ARENA_INIT, VEC_INIT }

struct applicability_ask {
	const struct srv *srv;
	unsigned device_type;
	enum case_installation installation;
	struct span ppc_id;
	enum case_mode mode;
};

const struct applicability_row *
applicability_find(const struct applicability *list,
		   const struct applicability_ask *ask);
void applicability_release(struct applicability *list);

/* In the order in which the column lists them. */
enum trt_kind { TRT_TRANSFORM, TRT_ON_DEMAND, TRT_FUTURE_DATED, TRT_SCHEDULED,
		TRT_DCC_ONLY };

struct trt_row {
	const struct srv *srv;		/* NULL: all */
	enum trt_kind kind;
	uint64_t ms;
};

struct trt_table {
	VEC(struct trt_row) rows;
};

#define TRT_INIT	{ VEC_INIT }

/* Milliseconds, from the due time where there is one; 0: none is set. */
uint64_t trt_find(const struct trt_table *t, const struct srv *srv,
		  enum trt_kind kind);
void trt_release(struct trt_table *t);

#endif
