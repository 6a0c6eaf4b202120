/* The defaults of a policy. */
#include "model/policy.h"

#include <string.h>

void policy_init(struct policy *p)
{
	memset(p, 0, sizeof(*p));
	vec_push(&p->key, RFI_SMSO);
	vec_push(&p->key, RFI_WAN_PROVIDER);
	vec_push(&p->key, RFI_FUEL_TYPE);
	for (unsigned d = 0; d < DEVICES; d++) {
		for (unsigned i = 0; i < 3; i++)
			vec_push(&p->key, rfi_column((enum device)d,
						     device_model_parts[i]));
	}
	vec_push(&p->hardware, RFI_CH_MODEL);
	vec_push(&p->hardware, RFI_ESME_MODEL);
	vec_push(&p->hardware, RFI_GSME_MODEL);
	p->may_be_open[RFI_WAN_PROVIDER] = true;
	for (unsigned c = 0; c < RFI_COLUMNS; c++) {
		if (policy_planning_column(c))
			p->may_be_open[c] = true;
	}
	p->top = 5;
	p->ppc_prefix = SPAN("DMC-");
	p->ppc_by_smso = true;
}

void policy_release(struct policy *p)
{
	vec_release(&p->smso);
	vec_release(&p->exclude_maker);
	vec_release(&p->key);
	vec_release(&p->hardware);
	vec_release(&p->require);
	vec_release(&p->forbid);
	vec_release(&p->holds);
	arena_release(&p->arena);
}

bool policy_key_column(unsigned column)
{
	enum device d;
	enum part part;
	bool target;

	if (rfi_column_device(column, &d, &part, &target))
		return !target;
	switch (column) {
	case RFI_SUPPLIER:
	case RFI_SMSO:
	case RFI_WAN_PROVIDER:
	case RFI_CAPABILITY:
	case RFI_FUEL_TYPE:
	case RFI_REGION:
		return true;
	default:
		return policy_planning_column(column);
	}
}

bool policy_planning_column(unsigned column)
{
	switch (column) {
	case RFI_GAINED_ON:
	case RFI_CUSTOMER_TYPE:
	case RFI_WEIGHT:
	case RFI_ATTEMPTS_MADE:
	case RFI_EARLIEST:
	case RFI_LATEST:
		return true;
	default:
		return false;
	}
}

bool policy_in_key(const struct policy *p, unsigned column)
{
	for (size_t i = 0; i < p->key.n; i++) {
		if (p->key.v[i] == column)
			return true;
	}
	return false;
}
