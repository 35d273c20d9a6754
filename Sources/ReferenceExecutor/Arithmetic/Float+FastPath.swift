extension Float {
  package static var hasFastPath: Bool { true }

  package static func multiplyMatrices(_ job: MatrixJob<Float>, threads: Int) -> Bool {
    FastMatrix.multiply(
      a: job.a, b: job.b, c: job.c, m: job.m, n: job.n, k: job.k, transposesB: job.transposesB,
      bias: job.bias, threads: threads)
    return true
  }

  package static func convolve(_ job: ConvolutionJob<Float>, threads: Int) -> Bool {
    FastConvolution.run(
      input: job.input, inputSizes: job.inputSizes, weight: job.weight, bias: job.bias,
      output: job.output, outputSizes: job.outputSizes, kernel: job.kernel, stride: job.stride,
      dilation: job.dilation, before: job.before, groups: job.groups, threads: threads)
    return true
  }
}
