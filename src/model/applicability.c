#include "model/applicability.h"

#define COL(id, name, type, values, flags, help) \
	{ name, TABLE_##type, values, flags, help },
static const struct table_column applicability_columns[] = {
#include "model/applicability.cols.h"
};
static const struct table_column trt_columns[] = {
#include "model/trt.cols.h"
};
#undef COL

static const char *const codes[] = TABLE_CODES("SIT");

const struct table_format applicability_format = {
	"sit-applicability/1", codes, applicability_columns,
	APPLICABILITY_COLUMNS
};
const struct table_format trt_format = {
	"sit-trt/1", codes, trt_columns, TRT_COLUMNS
};

static bool fits(const struct applicability_row *r,
		 const struct applicability_ask *ask)
{
	return (!r->srv || r->srv == ask->srv) &&
	       (!r->device_type || r->device_type == ask->device_type) &&
	       (r->installation == CASE_INSTALLATIONS ||
		r->installation == ask->installation) &&
	       (!r->ppc_id.n || span_eq(r->ppc_id, ask->ppc_id)) &&
	       (r->mode == CASE_MODES || r->mode == (unsigned)ask->mode);
}

const struct applicability_row *
applicability_find(const struct applicability *list,
		   const struct applicability_ask *ask)
{
	for (size_t i = list->rows.n; i-- > 0;) {
		if (fits(&list->rows.v[i], ask))
			return &list->rows.v[i];
	}
	return NULL;
}

void applicability_release(struct applicability *list)
{
	vec_release(&list->rows);
	arena_release(&list->arena);
}

static uint64_t of_catalogue(const struct srv *srv, enum trt_kind kind)
{
	switch (kind) {
	case TRT_TRANSFORM:
		return srv->trt_transform_s;
	case TRT_FUTURE_DATED:
		return srv->trt_future_s;
	case TRT_SCHEDULED:
		return srv->trt_scheduled_s;
	case TRT_ON_DEMAND:
	case TRT_DCC_ONLY:
		break;
	}
	return srv->trt_on_demand_s;
}

uint64_t trt_find(const struct trt_table *t, const struct srv *srv,
		  enum trt_kind kind)
{
	const struct trt_row *all = NULL;

	for (size_t i = t->rows.n; i-- > 0;) {
		const struct trt_row *r = &t->rows.v[i];

		if (r->kind != kind)
			continue;
		if (r->srv == srv)
			return r->ms;
		if (!r->srv && !all)
			all = r;
	}
	return all ? all->ms : of_catalogue(srv, kind) * 1000;
}

void trt_release(struct trt_table *t)
{
	vec_release(&t->rows);
}
