/* vector_room.h -- where vectors of doubles begin: a load that crosses a line of the cache is two
 */
#ifndef OT_BASE_VECTOR_ROOM_H
#define OT_BASE_VECTOR_ROOM_H

#include <stdint.h>

/* A line of the cache in doubles. Ask for so many more than are needed. */
enum { OT_VECTOR_LINE = 8 };

/* The first place in the room that begins a line. */
static inline double *ot_vector_room(double *room) {
    const uintptr_t size = OT_VECTOR_LINE * sizeof *room;
    return room + (size - (uintptr_t)room % size) % size / sizeof *room;
}

#endif
