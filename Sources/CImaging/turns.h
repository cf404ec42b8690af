#ifndef W2I_TURNS_H
#define W2I_TURNS_H

/// Waits for its turn, with an empty error buffer.
void w2i_turn_begin(void);

/// Ends the turn: what libvips has said since is moved to `*message`, unless that is NULL.
void w2i_turn_end(char **message);

#endif
