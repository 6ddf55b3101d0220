//go:build avx2

#include "textflag.h"

#define CONSTANT(i, register) VBROADCASTSS (4*i)(AX), register

// func exponentials8(n int, row *float32, top float32, constants *float32) float64
//
// The steps are those of exponentialsGo, with each product and sum rounded once.
TEXT ·exponentials8(SB), NOSPLIT, $0-40
	MOVQ         n+0(FP), CX
	MOVQ         row+8(FP), DI
	MOVQ         constants+24(FP), AX
	VBROADCASTSS top+16(FP), Y0
	CONSTANT(0, Y1)                // log2e
	CONSTANT(1, Y2)                // roundBy
	CONSTANT(2, Y3)                // ln2High
	CONSTANT(3, Y4)                // ln2Low
	CONSTANT(4, Y5)                // series5 to series0
	CONSTANT(5, Y6)
	CONSTANT(6, Y7)
	CONSTANT(7, Y8)
	CONSTANT(8, Y9)
	CONSTANT(9, Y10)
	VXORPD       Y15, Y15, Y15     // the sum, four numbers of float64

eight:
	VMOVUPS      (DI), Y11
	VSUBPS       Y0, Y11, Y11      // x
	CONSTANT(10, Y14)
	VCMPPS       $5, Y14, Y11, Y14 // not less than leastPower, or no number
	VMOVAPS      Y2, Y12
	VFMADD231PS  Y1, Y11, Y12      // rounded
	VSUBPS       Y2, Y12, Y13      // k
	VFNMADD231PS Y3, Y13, Y11
	VFNMADD231PS Y4, Y13, Y11      // r
	VMOVAPS      Y6, Y13
	VFMADD231PS  Y5, Y11, Y13
	VFMADD213PS  Y7, Y11, Y13
	VFMADD213PS  Y8, Y11, Y13
	VFMADD213PS  Y9, Y11, Y13
	VFMADD213PS  Y10, Y11, Y13
	VMULPS       Y11, Y13, Y13
	VFMADD213PS  Y11, Y11, Y13     // eʳ − 1
	CONSTANT(11, Y11)
	VADDPS       Y11, Y13, Y13
	VPSLLD       $23, Y12, Y12
	VPADDD       Y12, Y13, Y13     // times 2ᵏ
	VANDPS       Y14, Y13, Y13
	VMOVUPS      Y13, (DI)
	VCVTPS2PD    X13, Y11
	VEXTRACTF128 $1, Y13, X13
	VCVTPS2PD    X13, Y13
	VADDPD       Y11, Y13, Y13
	VADDPD       Y13, Y15, Y15
	ADDQ         $32, DI
	SUBQ         $8, CX
	JNZ          eight

	VEXTRACTF128 $1, Y15, X14
	VADDPD       X14, X15, X15
	VHADDPD      X15, X15, X15
	VMOVSD       X15, ret+32(FP)
	VZEROUPPER
	RET
