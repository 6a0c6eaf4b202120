/*
 * firmware.h - the firmware register: which images there are
 *
 * One row an image of one device model: a candidate for testing or the final
 * one, for one SMSO or (blank) for any, from a day on. Which of them a
 * release takes is engine/ppcl_firmware.h.
 *
 * Strings belong to the register's arena.
 */
#ifndef MODEL_FIRMWARE_H
#define MODEL_FIRMWARE_H

#include "base/arena.h"
#include "base/vec.h"
#include "model/rfi.h"

enum firmware_column {
#define COL(id, name, type, values, flags, help) FIRMWARE_##id,
#include "model/firmware.cols.h"
#undef COL
	FIRMWARE_COLUMNS
};

extern const struct table_format firmware_format;

struct firmware_image {
	uint64_t line;
	enum device device;
	struct span manufacturer, model, smso, fw_version, note;
	bool final;
	int32_t from;			/* day; DATE_NONE: always */
};

struct firmware_register {
	struct arena arena;
	const char *file;		/* for findings */
	VEC(struct firmware_image) images;
};

#define FIRMWARE_REGISTER_INIT	{ ARENA_INIT, NULL, VEC_INIT }

void firmware_register_release(struct firmware_register *r);

#endif
