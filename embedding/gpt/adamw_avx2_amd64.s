//go:build avx2

#include "go_asm.h"
#include "textflag.h"

#define CONSTANT(i, register) VBROADCASTSS (4*i)(AX), register

// func move8(n int, s *move, weights, gradient, first, second, constants *float32)
TEXT ·move8(SB), NOSPLIT, $0-56
	MOVQ         n+0(FP), CX
	MOVQ         s+8(FP), AX
	MOVQ         weights+16(FP), DI
	MOVQ         gradient+24(FP), SI
	MOVQ         first+32(FP), R8
	MOVQ         second+40(FP), R9
	VBROADCASTSS move_clip(AX), Y0
	VBROADCASTSS move_keep(AX), Y1
	VBROADCASTSS move_far(AX), Y2
	VBROADCASTSS move_correct(AX), Y3
	MOVQ         constants+48(FP), AX
	CONSTANT(0, Y4)                   // beta1
	CONSTANT(1, Y5)                   // 1 − beta1
	CONSTANT(2, Y6)                   // beta2
	CONSTANT(3, Y7)                   // 1 − beta2
	CONSTANT(4, Y8)                   // epsilon
	XORQ         BX, BX

eight:
	VMULPS      (SI)(BX*4), Y0, Y9    // g
	VMULPS      Y9, Y9, Y10           // g²
	VMULPS      Y9, Y5, Y9
	VFMADD231PS (R8)(BX*4), Y4, Y9    // m
	VMOVUPS     Y9, (R8)(BX*4)
	VMULPS      Y10, Y7, Y10
	VFMADD231PS (R9)(BX*4), Y6, Y10   // v
	VMOVUPS     Y10, (R9)(BX*4)
	VMULPS      Y10, Y3, Y10
	VSQRTPS     Y10, Y10
	VADDPS      Y8, Y10, Y10
	VMULPS      Y9, Y2, Y9
	VDIVPS      Y10, Y9, Y9           // far·m/(√(correct·v) + ε)
	VFMSUB231PS (DI)(BX*4), Y1, Y9    // keep·w less that
	VMOVUPS     Y9, (DI)(BX*4)
	ADDQ        $8, BX
	CMPQ        BX, CX
	JLT         eight

	VZEROUPPER
	RET
