/*
 * products.h - combinations of devices, whoever operates them
 *
 * Migration Testing is by SMSO, so a combination is counted under its SMSO
 * (the migration key). The EPCL knows devices and WAN provider only (the
 * product key). One product under two SMSOs is two combinations to migrate
 * and one entry of the list; products_count() says how many there are.
 *
 *	struct products p = products_count(&tally);
 *	p.products, p.shared
 *
 * Source: rule R4 of smets1-tools(7).
 */
#ifndef ENGINE_PRODUCTS_H
#define ENGINE_PRODUCTS_H

#include "model/tally.h"

struct products {
	uint64_t combinations;	/* in scope */
	uint64_t products;	/* distinct, the SMSO left out */
	uint64_t shared;	/* products under several SMSOs */
};

struct products products_count(const struct tally *t);

#endif
